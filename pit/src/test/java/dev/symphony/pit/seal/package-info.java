@NullMarked
package dev.symphony.pit.seal;

import org.jspecify.annotations.NullMarked;
