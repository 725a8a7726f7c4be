@NullMarked
package dev.symphony.audit.index;

import org.jspecify.annotations.NullMarked;
