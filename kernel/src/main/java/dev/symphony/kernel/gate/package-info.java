/** The gate: the one place where a call is checked, and the tables of handles it looks into. */
@NullMarked
package dev.symphony.kernel.gate;

import org.jspecify.annotations.NullMarked;
