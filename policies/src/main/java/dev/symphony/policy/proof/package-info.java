/** Invariants, and the verdicts on them. */
@NullMarked
package dev.symphony.policy.proof;

import org.jspecify.annotations.NullMarked;
