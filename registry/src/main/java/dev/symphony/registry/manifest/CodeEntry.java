package dev.symphony.registry.manifest;

import dev.symphony.kernel.guest.Language;

/**
 * Where the code of an extension starts.
 *
 * @param language what it is written in
 * @param entry the canonical path of the module that exports {@code run}, relative to the manifest
 */
public record CodeEntry(Language language, String entry) {}
