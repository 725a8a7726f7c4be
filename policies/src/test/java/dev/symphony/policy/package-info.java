@NullMarked
package dev.symphony.policy;

import org.jspecify.annotations.NullMarked;
