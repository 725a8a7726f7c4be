/**
 * The scheduling core: which step of a plan runs when. It knows neither values nor threads nor a
 * clock, so that the same code decides in a live host, in a simulation and in another process.
 */
@NullMarked
package dev.symphony.pit.schedule;

import org.jspecify.annotations.NullMarked;
