package dev.symphony.sdk;

import dev.symphony.document.DocumentException;
import dev.symphony.host.UserError;
import dev.symphony.host.session.Session;
import dev.symphony.host.session.SessionOptions;
import dev.symphony.kernel.extension.Activation;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.registry.manifest.Manifest;
import dev.symphony.registry.manifest.RequestedCapability;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A kernel within a Java program. It runs extensions in workers of its own, checks every call of
 * theirs at one gate, and writes calls and refusals to the audit log of its home.
 *
 * <pre>{@code
 * try (Kernel kernel = Kernel.open(home);
 *     InstalledExtension counter = kernel.install(extension, sources)) {
 *   GuestOutcome counted = counter.invoke(Map.of("pattern", "**"));
 *   counter.revoke();
 *   GuestOutcome refused = counter.invoke(Map.of("pattern", "**"));
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread.
 */
public final class Kernel implements AutoCloseable {
  private final Session session;

  private Kernel(Session session) {
    this.session = session;
  }

  /**
   * Opens a kernel over a home, with guests in processes of their own.
   *
   * @throws KernelException {@code home-locked} when another process has the home, {@code
   *     home-unusable}, {@code worker-start}
   */
  public static Kernel open(Path home) throws KernelException {
    return open(KernelSettings.of(home));
  }

  /**
   * Opens a kernel.
   *
   * @throws KernelException as {@link #open(Path)}
   */
  public static Kernel open(KernelSettings settings) throws KernelException {
    Map<String, String> environment = new LinkedHashMap<>();
    settings
        .runtime()
        .ifPresent(runtime -> environment.put(Session.RUNTIME_VARIABLE, runtime.toString()));
    try {
      return new Kernel(
          Session.open(
              new SessionOptions(
                  Optional.of(settings.home()),
                  settings.isolation(),
                  WorkerTempo.THROUGHPUT,
                  settings.notes(),
                  environment)));
    } catch (UserError e) {
      throw new KernelException(e);
    }
  }

  /**
   * Installs an extension that needs no directory, and activates it.
   *
   * @param extension its directory, with {@code extension.toml}
   * @throws KernelException when the directory is no extension, the policy refuses what it asks
   *     for, or no worker can be had
   */
  public InstalledExtension install(Path extension) throws KernelException {
    return install(extension, Map.of());
  }

  /**
   * Installs an extension and activates it.
   *
   * @param extension its directory, with {@code extension.toml}
   * @param root the directory that all of its {@code files} capabilities are about
   * @throws KernelException as {@link #install(Path)}
   */
  public InstalledExtension install(Path extension, Path root) throws KernelException {
    ExtensionSource source = read(extension);
    Map<String, Path> roots = new LinkedHashMap<>();
    for (RequestedCapability capability : source.manifest().capabilities()) {
      if (capability.right().service().equals("files")) {
        roots.put(capability.binding(), root);
      }
    }
    return activate(source, roots);
  }

  /**
   * Installs an extension and activates it.
   *
   * @param extension its directory, with {@code extension.toml}
   * @param roots by the name in {@code caps}, the directory that a {@code files} capability is
   *     about
   * @throws KernelException as {@link #install(Path)}
   */
  public InstalledExtension install(Path extension, Map<String, Path> roots)
      throws KernelException {
    return activate(read(extension), roots);
  }

  private InstalledExtension activate(ExtensionSource source, Map<String, Path> roots)
      throws KernelException {
    try {
      Activation activation =
          session.extensions().activate(session.extensions().install(source), roots);
      return new InstalledExtension(session.kernel(), activation, source);
    } catch (UserError e) {
      throw new KernelException(e);
    } catch (GuestStartException e) {
      throw new KernelException(e.error().code(), e.error().message(), e);
    }
  }

  private static ExtensionSource read(Path directory) throws KernelException {
    try {
      return ExtensionSource.load(directory);
    } catch (DocumentException e) {
      throw new KernelException(
          e.problems().getFirst().code(),
          directory.resolve(Manifest.FILE_NAME) + ": " + e.getMessage(),
          e);
    }
  }

  /** Ends every guest, and lets go of the home. */
  @Override
  public void close() {
    session.close();
  }
}
