@NullMarked
package dev.symphony.policy.change;

import org.jspecify.annotations.NullMarked;
