/** The author's own tests, run in the real sandbox with every scripted call through the gate. */
@NullMarked
package dev.symphony.host.author.testing;

import org.jspecify.annotations.NullMarked;
