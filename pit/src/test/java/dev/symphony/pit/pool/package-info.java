@NullMarked
package dev.symphony.pit.pool;

import org.jspecify.annotations.NullMarked;
