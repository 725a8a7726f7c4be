/** The command line end to end: real workers, real guests, real files. */
@NullMarked
package dev.symphony.samples;

import org.jspecify.annotations.NullMarked;
