/** The service {@code random}: numbers that nobody can foretell. */
@NullMarked
package dev.symphony.host.service.random;

import org.jspecify.annotations.NullMarked;
