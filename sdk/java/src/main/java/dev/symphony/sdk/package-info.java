/**
 * What Java programs import to embed a kernel; {@code dev.symphony.host.session} serves until then.
 */
@NullMarked
package dev.symphony.sdk;

import org.jspecify.annotations.NullMarked;
