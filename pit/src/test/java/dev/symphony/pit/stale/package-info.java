@NullMarked
package dev.symphony.pit.stale;

import org.jspecify.annotations.NullMarked;
