/** Choosing between variants in production, learning from every call. */
@NullMarked
package dev.symphony.conductor.bandit;

import org.jspecify.annotations.NullMarked;
