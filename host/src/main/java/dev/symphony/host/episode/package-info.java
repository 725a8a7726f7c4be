/** The episode log: what was decided in real runs, and what came of it. */
@NullMarked
package dev.symphony.host.episode;

import org.jspecify.annotations.NullMarked;
