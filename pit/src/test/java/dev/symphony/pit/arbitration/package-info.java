@NullMarked
package dev.symphony.pit.arbitration;

import org.jspecify.annotations.NullMarked;
