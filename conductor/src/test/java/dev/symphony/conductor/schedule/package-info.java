@NullMarked
package dev.symphony.conductor.schedule;

import org.jspecify.annotations.NullMarked;
