/** Workflows: their declaration, and the runner that takes their nodes through in order. */
@NullMarked
package dev.symphony.pit.workflow;

import org.jspecify.annotations.NullMarked;
