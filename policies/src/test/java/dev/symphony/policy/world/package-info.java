@NullMarked
package dev.symphony.policy.world;

import org.jspecify.annotations.NullMarked;
