/** What the host adds to the audit log: its settings, and what it does beside the kernel. */
@NullMarked
package dev.symphony.host.audit;

import org.jspecify.annotations.NullMarked;
