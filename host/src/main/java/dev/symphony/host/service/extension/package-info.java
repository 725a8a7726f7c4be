/** The service {@code extensions}: calling one extension from another. */
@NullMarked
package dev.symphony.host.service.extension;

import org.jspecify.annotations.NullMarked;
