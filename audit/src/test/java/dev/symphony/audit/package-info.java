@NullMarked
package dev.symphony.audit;

import org.jspecify.annotations.NullMarked;
