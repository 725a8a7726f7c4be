/** The Stale Manager: what is worth keeping. */
@NullMarked
package dev.symphony.pit.stale;

import org.jspecify.annotations.NullMarked;
