/** Archives: a strict, reproducible subset of tar, and nothing that is not in that subset. */
@NullMarked
package dev.symphony.registry.archive;

import org.jspecify.annotations.NullMarked;
