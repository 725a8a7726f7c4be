/** Extensions as signed, published bundles: packing, publishing, verifying. */
@NullMarked
package dev.symphony.registry.publication;

import org.jspecify.annotations.NullMarked;
