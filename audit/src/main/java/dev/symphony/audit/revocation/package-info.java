/** The durable record of what was revoked. */
@NullMarked
package dev.symphony.audit.revocation;

import org.jspecify.annotations.NullMarked;
