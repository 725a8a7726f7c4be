@NullMarked
package dev.symphony.registry.archive;

import org.jspecify.annotations.NullMarked;
