/** The bridge to the Conductor, wired: sockets, tokens, shared memory, models. */
@NullMarked
package dev.symphony.host.conductor;

import org.jspecify.annotations.NullMarked;
