@NullMarked
package dev.symphony.sandbox.process;

import org.jspecify.annotations.NullMarked;
