/** Chains of calls played through on a kernel. */
@NullMarked
package dev.symphony.policy.rehearsal;

import org.jspecify.annotations.NullMarked;
