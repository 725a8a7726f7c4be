/** Signatures of publishers: keys, DSSE envelopes and in-toto statements. */
@NullMarked
package dev.symphony.registry.signing;

import org.jspecify.annotations.NullMarked;
