/** Runs of workflows in simulated time: machines, cold starts, decisions, observations. */
@NullMarked
package dev.symphony.conductor.simulation;

import org.jspecify.annotations.NullMarked;
