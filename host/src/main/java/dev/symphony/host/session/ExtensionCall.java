package dev.symphony.host.session;

import dev.symphony.document.DocumentException;
import dev.symphony.host.UserError;
import dev.symphony.host.install.ExtensionReference;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.registry.manifest.RequestedCapability;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One extension run by itself. */
public final class ExtensionCall {
  private final GuestOutcome outcome;
  private final String isolation;

  private ExtensionCall(GuestOutcome outcome, String isolation) {
    this.outcome = outcome;
    this.isolation = isolation;
  }

  /**
   * Reads the extension beside {@code manifest}, runs it, and waits for the end.
   *
   * @param root the directory that its {@code files} capabilities are rooted at
   */
  public static ExtensionCall start(
      Session session, Path manifest, @Nullable Object input, Optional<Path> root)
      throws UserError {
    return start(session, read(session, manifest), input, root);
  }

  /**
   * Runs an installed extension, and waits for the end.
   *
   * @param root the directory that its {@code files} capabilities are rooted at
   */
  public static ExtensionCall start(
      Session session, ExtensionReference reference, @Nullable Object input, Optional<Path> root)
      throws UserError {
    return start(session, session.extensions().installPublished(reference), input, root);
  }

  private static ExtensionCall start(
      Session session, InstalledSource extension, @Nullable Object input, Optional<Path> root)
      throws UserError {
    Map<String, Path> directories = new LinkedHashMap<>();
    for (RequestedCapability wanted : extension.source().manifest().capabilities()) {
      root.ifPresent(directory -> directories.put(wanted.binding(), directory));
    }
    RunningExtension running = session.extensions().start(extension, input, directories);
    return new ExtensionCall(running.invocation().outcome().join(), running.isolation());
  }

  private static InstalledSource read(Session session, Path manifest) throws UserError {
    try {
      Path directory = manifest.toAbsolutePath().resolveSibling("");
      return session.extensions().installDirectory(directory);
    } catch (DocumentException e) {
      throw new UserError(e.problems().getFirst().code(), String.valueOf(e.getMessage()), e);
    }
  }

  /** How it ended. */
  public GuestOutcome outcome() {
    return outcome;
  }

  /** The walls that stood around it. */
  public String isolation() {
    return isolation;
  }
}
