/** The port to guest runtimes: programs, limits, outcomes. */
@NullMarked
package dev.symphony.kernel.guest;

import org.jspecify.annotations.NullMarked;
