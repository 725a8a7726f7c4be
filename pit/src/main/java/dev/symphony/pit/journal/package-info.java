/** The journals of runs: what happened in each, kept so that it can be resumed. */
@NullMarked
package dev.symphony.pit.journal;

import org.jspecify.annotations.NullMarked;
