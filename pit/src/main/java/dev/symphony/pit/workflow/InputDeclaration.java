package dev.symphony.pit.workflow;

import java.util.Optional;

/**
 * An input of a workflow.
 *
 * @param name as in {@code ${inputs.NAME}}
 * @param type what may be given
 * @param description for the person who gives it
 * @param fallback the value when none is given, as text on the command line would be
 */
public record InputDeclaration(
    String name, InputType type, String description, Optional<Object> fallback) {}
