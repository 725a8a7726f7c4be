/** Content-addressed files: bytes kept under the digest of themselves. */
@NullMarked
package dev.symphony.pit.content;

import org.jspecify.annotations.NullMarked;
