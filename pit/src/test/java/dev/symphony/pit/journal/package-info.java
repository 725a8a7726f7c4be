@NullMarked
package dev.symphony.pit.journal;

import org.jspecify.annotations.NullMarked;
