/** Benchmarks, and what they share. */
@NullMarked
package dev.symphony.bench;

import org.jspecify.annotations.NullMarked;
