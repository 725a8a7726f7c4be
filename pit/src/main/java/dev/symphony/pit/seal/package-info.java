/** Contents at rest: compressed, encrypted, and named by the digest of what they are. */
@NullMarked
package dev.symphony.pit.seal;

import org.jspecify.annotations.NullMarked;
