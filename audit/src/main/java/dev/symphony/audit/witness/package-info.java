/** Witnessing the log of another host: cosigned checkpoints, and what shows that a log forked. */
@NullMarked
package dev.symphony.audit.witness;

import org.jspecify.annotations.NullMarked;
