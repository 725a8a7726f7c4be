/**
 * GraalVM contexts: engines, preludes, the bridge that guests see, and the values that cross it.
 */
@NullMarked
package dev.symphony.sandbox.context;

import org.jspecify.annotations.NullMarked;
