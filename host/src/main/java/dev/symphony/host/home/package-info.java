/** The directory that holds all state of one host. */
@NullMarked
package dev.symphony.host.home;

import org.jspecify.annotations.NullMarked;
