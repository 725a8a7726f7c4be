/**
 * Decisions in real runs: who is asked, for how long, and who decides when the answer is no good.
 */
@NullMarked
package dev.symphony.conductor.live;

import org.jspecify.annotations.NullMarked;
