package dev.symphony.host.session;

import dev.symphony.kernel.extension.Extension;
import dev.symphony.registry.bundle.ExtensionSource;

/**
 * An extension that was read, and what the kernel made of it.
 *
 * @param source what was read
 * @param extension what the kernel made of it
 */
public record InstalledSource(ExtensionSource source, Extension extension) {}
