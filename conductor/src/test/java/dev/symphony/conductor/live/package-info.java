@NullMarked
package dev.symphony.conductor.live;

import org.jspecify.annotations.NullMarked;
