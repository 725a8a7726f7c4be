/**
 * Capability values: rights, constraints, keys and tokens. Pure: no I/O, and time is an argument.
 */
@NullMarked
package dev.symphony.capabilities;

import org.jspecify.annotations.NullMarked;
