/** The members of the Pit, in process. */
@NullMarked
package dev.symphony.bench.pit;

import org.jspecify.annotations.NullMarked;
