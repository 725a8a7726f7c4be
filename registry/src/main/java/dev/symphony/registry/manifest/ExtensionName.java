package dev.symphony.registry.manifest;

import java.util.Optional;

/**
 * Which extension, in whatever version.
 *
 * @param publisher whose it is
 * @param name its name, unique for the publisher
 */
public record ExtensionName(String publisher, String name) implements Comparable<ExtensionName> {
  public ExtensionName {
    publisher = ExtensionIdentity.checkedPublisher(publisher);
    name = ExtensionIdentity.checkedName(name);
  }

  /** Reads {@code publisher/name}; nothing when the text is not of that form. */
  public static Optional<ExtensionName> parse(String text) {
    int slash = text.indexOf('/');
    try {
      return slash < 0
          ? Optional.empty()
          : Optional.of(new ExtensionName(text.substring(0, slash), text.substring(slash + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(ExtensionName other) {
    return toString().compareTo(other.toString());
  }

  /** {@code publisher/name}. */
  @Override
  public String toString() {
    return publisher + "/" + name;
  }
}
