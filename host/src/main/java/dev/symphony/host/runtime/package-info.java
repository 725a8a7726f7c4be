/** The runtime image that the host runs in: how it is built, and what is known about it. */
@NullMarked
package dev.symphony.host.runtime;

import org.jspecify.annotations.NullMarked;
