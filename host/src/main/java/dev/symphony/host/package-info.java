/** The composition root: wires the kernel to everything around it. */
@NullMarked
package dev.symphony.host;

import org.jspecify.annotations.NullMarked;
