/** The root keys of a home: kept encrypted, rotated, retired. */
@NullMarked
package dev.symphony.host.key;

import org.jspecify.annotations.NullMarked;
