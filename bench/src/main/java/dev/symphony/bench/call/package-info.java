/** What a checked call costs. */
@NullMarked
package dev.symphony.bench.call;

import org.jspecify.annotations.NullMarked;
