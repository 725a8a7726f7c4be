package dev.symphony.host.author.dev;

import dev.symphony.host.UserError;
import dev.symphony.host.author.AuthoredExtension;
import dev.symphony.host.session.Session;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.registry.manifest.ExtensionIdentity;
import dev.symphony.registry.manifest.Manifest;
import dev.symphony.registry.manifest.RequestedCapability;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An extension that changes while its author works on it. Every state of it is installed as a
 * version of its own, with build metadata that counts up, so that old and new never meet.
 */
public final class DevelopedExtension {
  private final Session session;
  private final Path directory;
  private List<RequestedCapability> requested = List.of();
  private int states;

  /** The extension in {@code directory}. */
  public DevelopedExtension(Session session, Path directory) {
    this.session = session;
    this.directory = directory;
  }

  /** Reads it as it is now. */
  public ExtensionSource read() throws UserError {
    ExtensionSource source = AuthoredExtension.read(directory);
    Manifest manifest = source.manifest();
    requested = manifest.capabilities();
    states++;
    return new ExtensionSource(
        new Manifest(
            state(manifest.identity()),
            manifest.kind(),
            manifest.code(),
            manifest.capabilities(),
            manifest.limits(),
            manifest.model()),
        source.manifestText(),
        source.digest(),
        LocatedCalls.in(source.program()),
        source.model());
  }

  private ExtensionIdentity state(ExtensionIdentity identity) {
    String separator = identity.version().contains("+") ? "." : "+";
    return new ExtensionIdentity(
        identity.name(),
        identity.version() + separator + "dev." + states,
        identity.publisher(),
        identity.licence(),
        identity.description(),
        identity.keywords());
  }

  /**
   * Runs a state of it to the end.
   *
   * @param root the directory that its {@code files} capabilities are about
   */
  public GuestOutcome run(ExtensionSource state, @Nullable Object input, Optional<Path> root)
      throws UserError {
    Map<String, Path> directories = new LinkedHashMap<>();
    for (RequestedCapability capability : requested) {
      root.ifPresent(directory -> directories.put(capability.binding(), directory));
    }
    return session
        .extensions()
        .start(session.extensions().install(state), input, directories)
        .invocation()
        .outcome()
        .join();
  }

  /** What its manifest asks for, as it was read last. */
  public List<RequestedCapability> requested() {
    return requested;
  }
}
