/** What a home has installed, durably. */
@NullMarked
package dev.symphony.registry.install;

import org.jspecify.annotations.NullMarked;
