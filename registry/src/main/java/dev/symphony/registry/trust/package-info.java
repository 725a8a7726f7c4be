/** Whose signature counts: publishers, their keys, rotations and revocations. */
@NullMarked
package dev.symphony.registry.trust;

import org.jspecify.annotations.NullMarked;
