/** Extensions that stay and are called many times, and are replaced while they are called. */
@NullMarked
package dev.symphony.host.serve;

import org.jspecify.annotations.NullMarked;
