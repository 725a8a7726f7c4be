@NullMarked
package dev.symphony.conductor.environment;

import org.jspecify.annotations.NullMarked;
