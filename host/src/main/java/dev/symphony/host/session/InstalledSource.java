package dev.symphony.host.session;

import dev.symphony.kernel.extension.Extension;
import dev.symphony.registry.bundle.ExtensionSource;

/** An extension that was read from a directory, and what the kernel made of it. */
record InstalledSource(ExtensionSource source, Extension extension) {}
