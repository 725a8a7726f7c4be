/** Attempts to escape, made against a real host, and the scoreboard of what held them. */
@NullMarked
package dev.symphony.host.escape;

import org.jspecify.annotations.NullMarked;
