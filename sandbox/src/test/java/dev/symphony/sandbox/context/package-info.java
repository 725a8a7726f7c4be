@NullMarked
package dev.symphony.sandbox.context;

import org.jspecify.annotations.NullMarked;
