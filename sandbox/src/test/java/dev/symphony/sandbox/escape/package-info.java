@NullMarked
package dev.symphony.sandbox.escape;

import org.jspecify.annotations.NullMarked;
