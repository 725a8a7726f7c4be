/** How soon a guest is stopped that has used up its processor time. */
@NullMarked
package dev.symphony.host.limit;

import org.jspecify.annotations.NullMarked;
