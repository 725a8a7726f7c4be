/** Cedar policy sets, and the evaluator behind the kernel's grant policy port. */
@NullMarked
package dev.symphony.policy;

import org.jspecify.annotations.NullMarked;
