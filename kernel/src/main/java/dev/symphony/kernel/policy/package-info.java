/** The port to policies: may a requested right be granted? */
@NullMarked
package dev.symphony.kernel.policy;

import org.jspecify.annotations.NullMarked;
