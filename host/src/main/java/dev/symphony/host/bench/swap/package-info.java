/** Versions of an extension that replace one another under load. */
@NullMarked
package dev.symphony.host.bench.swap;

import org.jspecify.annotations.NullMarked;
