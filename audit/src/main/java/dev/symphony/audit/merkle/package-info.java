/** Merkle trees as RFC 6962 defines them: hashes, proofs, and their verification. */
@NullMarked
package dev.symphony.audit.merkle;

import org.jspecify.annotations.NullMarked;
