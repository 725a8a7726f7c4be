/** OCI artifacts, and the places that keep them: image layouts and registries. */
@NullMarked
package dev.symphony.registry.oci;

import org.jspecify.annotations.NullMarked;
