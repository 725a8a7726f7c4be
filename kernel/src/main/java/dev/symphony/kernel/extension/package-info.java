/** Extensions and their lifecycle. */
@NullMarked
package dev.symphony.kernel.extension;

import org.jspecify.annotations.NullMarked;
