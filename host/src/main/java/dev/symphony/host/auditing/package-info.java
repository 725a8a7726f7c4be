/** The worlds that audit commands ask about, and rehearsals with real guests. */
@NullMarked
package dev.symphony.host.auditing;

import org.jspecify.annotations.NullMarked;
