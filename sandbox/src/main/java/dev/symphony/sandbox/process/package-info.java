/** The host's side of worker processes: one per trust domain, language and heap class. */
@NullMarked
package dev.symphony.sandbox.process;

import org.jspecify.annotations.NullMarked;
