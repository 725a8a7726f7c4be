@NullMarked
package dev.symphony.audit.witness;

import org.jspecify.annotations.NullMarked;
