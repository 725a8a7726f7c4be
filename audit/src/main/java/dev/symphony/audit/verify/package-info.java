/** Verifying a log with nothing but its files and public keys. */
@NullMarked
package dev.symphony.audit.verify;

import org.jspecify.annotations.NullMarked;
