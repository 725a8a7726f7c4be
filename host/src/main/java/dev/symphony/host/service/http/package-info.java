/** The service {@code http}: requests to named origins, methods and paths. */
@NullMarked
package dev.symphony.host.service.http;

import org.jspecify.annotations.NullMarked;
