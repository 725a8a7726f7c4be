/**
 * A kernel within a Java program: open it, install extensions, call them, revoke what they were
 * granted. Begin at {@link dev.symphony.sdk.Kernel}.
 */
@NullMarked
package dev.symphony.sdk;

import org.jspecify.annotations.NullMarked;
