/** The durable audit log behind the kernel's audit port, and its reader. */
@NullMarked
package dev.symphony.audit;

import org.jspecify.annotations.NullMarked;
