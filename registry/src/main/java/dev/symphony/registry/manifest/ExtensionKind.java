package dev.symphony.registry.manifest;

import java.util.Arrays;
import java.util.Optional;

/** What an extension is for. */
public enum ExtensionKind {
  /** Wraps a model. */
  INSTRUMENT("instrument"),
  /** Processes data. */
  OPERATOR("operator"),
  /** Shows something. */
  MOTIF("motif");

  private final String id;

  ExtensionKind(String id) {
    this.id = id;
  }

  /** The name in manifests. */
  public String id() {
    return id;
  }

  /** The kind with that name, if there is one. */
  public static Optional<ExtensionKind> named(String id) {
    return Arrays.stream(values()).filter(k -> k.id.equals(id)).findFirst();
  }
}
