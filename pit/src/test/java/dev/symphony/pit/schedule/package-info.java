@NullMarked
package dev.symphony.pit.schedule;

import org.jspecify.annotations.NullMarked;
