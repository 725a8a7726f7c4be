/** The Artifact Store: what extensions make, kept under the digest of its content. */
@NullMarked
package dev.symphony.pit.artifact;

import org.jspecify.annotations.NullMarked;
