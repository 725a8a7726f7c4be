/** The service {@code clock}: what time it is. */
@NullMarked
package dev.symphony.host.service.clock;

import org.jspecify.annotations.NullMarked;
