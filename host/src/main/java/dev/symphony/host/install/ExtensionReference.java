package dev.symphony.host.install;

import dev.symphony.host.UserError;
import dev.symphony.registry.manifest.ExtensionName;
import dev.symphony.registry.manifest.Version;
import java.util.Optional;

/**
 * How people name an extension: {@code PUBLISHER/NAME} or {@code PUBLISHER/NAME@VERSION}.
 *
 * @param name which extension
 * @param version which version; nothing for the newest, or the active one
 */
public record ExtensionReference(ExtensionName name, Optional<Version> version) {

  /**
   * Reads a reference.
   *
   * @throws UserError {@code usage-reference} when the text is none
   */
  public static ExtensionReference parse(String text) throws UserError {
    return find(text)
        .orElseThrow(() ->
            new UserError(
                "usage-reference",
                "'" + text + "' is not PUBLISHER/NAME or PUBLISHER/NAME@VERSION"));
  }

  /** Reads a reference; nothing when the text is none. */
  public static Optional<ExtensionReference> find(String text) {
    int at = text.indexOf('@');
    Optional<ExtensionName> name = ExtensionName.parse(at < 0 ? text : text.substring(0, at));
    Optional<Version> version = at < 0 ? Optional.empty() : Version.parse(text.substring(at + 1));
    return at >= 0 && version.isEmpty()
        ? Optional.empty()
        : name.map(n -> new ExtensionReference(n, version));
  }

  @Override
  public String toString() {
    return name + version.map(v -> "@" + v).orElse("");
  }
}
