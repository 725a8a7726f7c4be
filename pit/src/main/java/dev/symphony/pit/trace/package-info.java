/** Recorded runs of real workflows, in the form of WfCommons. */
@NullMarked
package dev.symphony.pit.trace;

import org.jspecify.annotations.NullMarked;
