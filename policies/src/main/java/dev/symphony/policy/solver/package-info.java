/** Formulas about texts and numbers, and what decides whether they can hold. */
@NullMarked
package dev.symphony.policy.solver;

import org.jspecify.annotations.NullMarked;
