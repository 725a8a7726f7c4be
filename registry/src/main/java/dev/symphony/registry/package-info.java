/** Manifests, bundles, signatures and the places that they are published to. */
@NullMarked
package dev.symphony.registry;

import org.jspecify.annotations.NullMarked;
