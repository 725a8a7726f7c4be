@NullMarked
package dev.symphony.audit.merkle;

import org.jspecify.annotations.NullMarked;
