/** What differs between two policy sets or two worlds, and what is wrong with one. */
@NullMarked
package dev.symphony.policy.change;

import org.jspecify.annotations.NullMarked;
