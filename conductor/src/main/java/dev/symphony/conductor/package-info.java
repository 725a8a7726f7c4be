/**
 * The Java side of the bridge to the Conductor. The bridge is not there yet: workflows run in the
 * order of their dependencies.
 */
@NullMarked
package dev.symphony.conductor;

import org.jspecify.annotations.NullMarked;
