@NullMarked
package dev.symphony.conductor.evaluation;

import org.jspecify.annotations.NullMarked;
