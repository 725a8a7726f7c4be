@NullMarked
package dev.symphony.conductor.control;

import org.jspecify.annotations.NullMarked;
