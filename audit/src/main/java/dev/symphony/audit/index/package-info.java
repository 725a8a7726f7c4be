/** The index over a log that queries use, made from the log and never believed without its seal. */
@NullMarked
package dev.symphony.audit.index;

import org.jspecify.annotations.NullMarked;
