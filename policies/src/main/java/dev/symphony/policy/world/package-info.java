/** Who holds which authority, and what everybody can come to with it. */
@NullMarked
package dev.symphony.policy.world;

import org.jspecify.annotations.NullMarked;
