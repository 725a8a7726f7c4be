@NullMarked
package dev.symphony.conductor.bandit;

import org.jspecify.annotations.NullMarked;
