/** A kernel with everything around it, for the time of one command. */
@NullMarked
package dev.symphony.host.session;

import org.jspecify.annotations.NullMarked;
