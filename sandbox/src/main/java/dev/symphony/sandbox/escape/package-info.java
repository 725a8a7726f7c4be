/**
 * The corpus of attempts to escape, in JavaScript and Python, the bait they are after, and a host
 * without walls in which every one of them has to succeed.
 */
@NullMarked
package dev.symphony.sandbox.escape;

import org.jspecify.annotations.NullMarked;
