/** Authority blocks: the first block of a token, in which the kernel states what it granted. */
@NullMarked
package dev.symphony.capabilities.authority;

import org.jspecify.annotations.NullMarked;
