/**
 * The runtime image that guests run in: how it is laid out, built and started. Knows processes and
 * files, but nothing of the kernel.
 */
@NullMarked
package dev.symphony.sandbox.runtime;

import org.jspecify.annotations.NullMarked;
