/** Who decides in a simulation: heuristics, and learned models. */
@NullMarked
package dev.symphony.conductor.policy;

import org.jspecify.annotations.NullMarked;
