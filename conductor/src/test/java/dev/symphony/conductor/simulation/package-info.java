@NullMarked
package dev.symphony.conductor.simulation;

import org.jspecify.annotations.NullMarked;
