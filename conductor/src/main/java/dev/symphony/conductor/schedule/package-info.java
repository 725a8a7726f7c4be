/** The port to the scheduler that keeps the order of a run; whoever wires the house provides it. */
@NullMarked
package dev.symphony.conductor.schedule;

import org.jspecify.annotations.NullMarked;
