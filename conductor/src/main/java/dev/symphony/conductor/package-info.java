/**
 * The Java side of the bridge to the Conductor: simulated runs to learn in, heuristics to be
 * compared with, and the control channel.
 */
@NullMarked
package dev.symphony.conductor;

import org.jspecify.annotations.NullMarked;
