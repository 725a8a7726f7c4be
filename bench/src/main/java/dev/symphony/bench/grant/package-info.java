/** How long it takes to end grants. */
@NullMarked
package dev.symphony.bench.grant;

import org.jspecify.annotations.NullMarked;
