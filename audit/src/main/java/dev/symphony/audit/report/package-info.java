/** The audit report: what the log says, put together for a person, as one page of HTML. */
@NullMarked
package dev.symphony.audit.report;

import org.jspecify.annotations.NullMarked;
