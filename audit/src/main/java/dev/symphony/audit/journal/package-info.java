/** The journal: batches of entries that are durable, and not in tiles yet. */
@NullMarked
package dev.symphony.audit.journal;

import org.jspecify.annotations.NullMarked;
