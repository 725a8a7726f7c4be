/** Simulations for learning: many at a time, stepped together, observed in one buffer. */
@NullMarked
package dev.symphony.conductor.environment;

import org.jspecify.annotations.NullMarked;
