@NullMarked
package dev.symphony.registry.bundle;

import org.jspecify.annotations.NullMarked;
