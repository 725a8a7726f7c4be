/** The five kernel architectures, measured with the same workloads. */
@NullMarked
package dev.symphony.host.bench.architecture;

import org.jspecify.annotations.NullMarked;
