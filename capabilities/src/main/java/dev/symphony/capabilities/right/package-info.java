/** Rights: what may be done to what, and under which constraints. */
@NullMarked
package dev.symphony.capabilities.right;

import org.jspecify.annotations.NullMarked;
