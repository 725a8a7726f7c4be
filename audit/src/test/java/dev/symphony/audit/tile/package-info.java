@NullMarked
package dev.symphony.audit.tile;

import org.jspecify.annotations.NullMarked;
