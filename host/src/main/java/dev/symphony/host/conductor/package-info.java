/** The bridge to the Conductor, wired: the Pit's scheduler, sockets, the commands' work. */
@NullMarked
package dev.symphony.host.conductor;

import org.jspecify.annotations.NullMarked;
