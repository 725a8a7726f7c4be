/** Policies compared on the same scenarios. */
@NullMarked
package dev.symphony.conductor.evaluation;

import org.jspecify.annotations.NullMarked;
