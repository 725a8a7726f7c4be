@NullMarked
package dev.symphony.audit.note;

import org.jspecify.annotations.NullMarked;
