/**
 * Caveats: the checks of a token in the words of calls. A call is stated as facts, and a check
 * whose shape is known is compiled, so that it is decided without facts at all.
 */
@NullMarked
package dev.symphony.capabilities.caveat;

import org.jspecify.annotations.NullMarked;
