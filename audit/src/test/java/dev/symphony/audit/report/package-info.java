@NullMarked
package dev.symphony.audit.report;

import org.jspecify.annotations.NullMarked;
