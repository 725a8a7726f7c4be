package dev.symphony.host.session;

import dev.symphony.kernel.extension.Extension;
import dev.symphony.registry.bundle.ExtensionSource;

/**
 * An extension that was read, and what the kernel made of it.
 *
 * @param source what was read
 * @param extension what the kernel made of it
 * @param origin where it came from
 */
public record InstalledSource(ExtensionSource source, Extension extension, Origin origin) {

  /** Where an extension came from. */
  public enum Origin {
    /** The home has it installed: its publisher signed it. */
    PUBLISHED,
    /** A directory or a program: nobody vouches for the publisher that its manifest names. */
    UNSIGNED
  }

  /** What it stores is kept under this name; unsigned code never under that of signed code. */
  String storedAs() {
    return switch (origin) {
      case PUBLISHED -> name();
      case UNSIGNED -> "unsigned:" + name();
    };
  }

  /** What it was allowed is kept under this name; unsigned code has only what it is. */
  String allowedAs() {
    return switch (origin) {
      case PUBLISHED -> name();
      case UNSIGNED -> name() + " " + source.digest();
    };
  }

  private String name() {
    return extension.descriptor().id().publisher() + "/" + extension.descriptor().id().name();
  }
}
