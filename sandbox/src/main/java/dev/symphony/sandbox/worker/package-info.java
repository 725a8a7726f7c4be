/** The worker process: runs the guests of one trust domain and talks to the host in frames. */
@NullMarked
package dev.symphony.sandbox.worker;

import org.jspecify.annotations.NullMarked;
