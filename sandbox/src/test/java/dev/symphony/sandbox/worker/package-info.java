@NullMarked
package dev.symphony.sandbox.worker;

import org.jspecify.annotations.NullMarked;
