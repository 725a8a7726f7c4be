/** Honest and hostile guests side by side for a long time, with workers dying at random. */
@NullMarked
package dev.symphony.host.bench.soak;

import org.jspecify.annotations.NullMarked;
