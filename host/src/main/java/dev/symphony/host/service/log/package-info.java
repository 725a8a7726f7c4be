/** The service {@code log}: lines from an extension to the log of the host. */
@NullMarked
package dev.symphony.host.service.log;

import org.jspecify.annotations.NullMarked;
