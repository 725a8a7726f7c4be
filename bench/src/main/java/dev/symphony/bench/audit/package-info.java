/** How fast the audit log is. */
@NullMarked
package dev.symphony.bench.audit;

import org.jspecify.annotations.NullMarked;
