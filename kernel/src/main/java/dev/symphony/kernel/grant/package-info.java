/** Grants: live authority, derived in a tree, bounded by guards and meters, revoked at once. */
@NullMarked
package dev.symphony.kernel.grant;

import org.jspecify.annotations.NullMarked;
