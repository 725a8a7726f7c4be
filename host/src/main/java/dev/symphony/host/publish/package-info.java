/** Publishing: the keys of publishers, packing, and putting extensions into registries. */
@NullMarked
package dev.symphony.host.publish;

import org.jspecify.annotations.NullMarked;
