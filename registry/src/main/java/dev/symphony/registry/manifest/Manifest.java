package dev.symphony.registry.manifest;

import dev.symphony.kernel.guest.GuestLimits;
import java.util.List;
import java.util.Optional;

/**
 * What an extension says about itself: a request, not a grant.
 *
 * @param identity who it is
 * @param kind what it is for
 * @param code where its code starts
 * @param capabilities what it asks for
 * @param limits what one invocation may use up
 * @param model its model, for Instruments that bring one
 */
public record Manifest(
    ExtensionIdentity identity,
    ExtensionKind kind,
    CodeEntry code,
    List<RequestedCapability> capabilities,
    GuestLimits limits,
    Optional<ModelFile> model) {
  /** The name of the manifest file in the directory of an extension. */
  public static final String FILE_NAME = "extension.toml";

  public Manifest {
    capabilities = List.copyOf(capabilities);
  }
}
