/** Registries over HTTP, as the OCI distribution specification describes them. */
@NullMarked
package dev.symphony.registry.remote;

import org.jspecify.annotations.NullMarked;
