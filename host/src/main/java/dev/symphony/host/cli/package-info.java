/** The command line. */
@NullMarked
package dev.symphony.host.cli;

import org.jspecify.annotations.NullMarked;
