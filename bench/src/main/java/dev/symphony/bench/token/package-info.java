/** Benchmarks of capability tokens: workload W7, beside another implementation for the JVM. */
@NullMarked
package dev.symphony.bench.token;

import org.jspecify.annotations.NullMarked;
