/** The control channel to the Conductor, a process that nobody trusts. */
@NullMarked
package dev.symphony.conductor.control;

import org.jspecify.annotations.NullMarked;
