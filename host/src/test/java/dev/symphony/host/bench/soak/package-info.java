@NullMarked
package dev.symphony.host.bench.soak;

import org.jspecify.annotations.NullMarked;
