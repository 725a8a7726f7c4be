/** The services of version 1 that belong to the host, and the one list of all services. */
@NullMarked
package dev.symphony.host.service;

import org.jspecify.annotations.NullMarked;
