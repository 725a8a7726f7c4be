@NullMarked
package dev.symphony.sandbox.selftest;

import org.jspecify.annotations.NullMarked;
