@NullMarked
package dev.symphony.pit.trace;

import org.jspecify.annotations.NullMarked;
