@NullMarked
package dev.symphony.conductor.policy;

import org.jspecify.annotations.NullMarked;
