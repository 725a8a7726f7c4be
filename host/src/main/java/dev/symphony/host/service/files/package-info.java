/** The service {@code files}: reading below one directory, and nowhere else. */
@NullMarked
package dev.symphony.host.service.files;

import org.jspecify.annotations.NullMarked;
