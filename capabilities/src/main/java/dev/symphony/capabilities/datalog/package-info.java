/** The Datalog dialect of Biscuit 3.3: its terms, text form, printer and deterministic engine. */
@NullMarked
package dev.symphony.capabilities.datalog;

import org.jspecify.annotations.NullMarked;
