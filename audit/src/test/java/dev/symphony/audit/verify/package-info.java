@NullMarked
package dev.symphony.audit.verify;

import org.jspecify.annotations.NullMarked;
