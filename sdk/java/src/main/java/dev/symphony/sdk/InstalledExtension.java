package dev.symphony.sdk;

import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.extension.Activation;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.registry.bundle.ExtensionSource;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An extension at work: one guest that takes one call after the other, and keeps its own state
 * between them. Closing it ends the guest and revokes what it was granted.
 */
public final class InstalledExtension implements AutoCloseable {
  private final dev.symphony.kernel.Kernel kernel;
  private final Activation activation;
  private final GuestLimits limits;
  private final GuestOutcome evaluated;

  InstalledExtension(
      dev.symphony.kernel.Kernel kernel, Activation activation, ExtensionSource source) {
    this.kernel = kernel;
    this.activation = activation;
    this.limits = source.manifest().limits();
    this.evaluated = activation.invoke(new GuestInvocation.Evaluate(), limits).outcome().join();
  }

  /**
   * Calls its function {@code run}, and waits for the end.
   *
   * @param input null, or a Boolean, Long, Double, String, {@link dev.symphony.capabilities.Bytes},
   *     or a List or Map (with String keys) of such values
   * @return how it ended; when its code could not even be evaluated, how that ended
   */
  public GuestOutcome invoke(@Nullable Object input) {
    if (!(evaluated instanceof GuestOutcome.Completed)) {
      return evaluated;
    }
    return activation
        .invoke(new GuestInvocation.Call("run", Collections.singletonList(input)), limits)
        .outcome()
        .join();
  }

  /** What it holds and may still use, service by service; a right to nothing is left out. */
  public List<Right> rights() {
    return activation.grants().stream()
        .filter(grant -> !grant.isRevoked())
        .map(Grant::right)
        .filter(right -> !right.operations().isEmpty())
        .toList();
  }

  /**
   * Takes back everything that it was granted, and what it passed on; when this returns, the next
   * call of the guest is refused with {@code denied-revoked}.
   */
  public void revoke() {
    activation.grants().forEach(kernel.grants()::revoke);
  }

  /** Takes back what it was granted of one service, for example {@code http}. */
  public void revoke(String service) {
    activation.grants().stream()
        .filter(grant -> grant.right().service().equals(service))
        .forEach(kernel.grants()::revoke);
  }

  /** The walls around its guest, for example {@code context,process,landlock,seccomp}. */
  public String isolation() {
    return activation.isolation().toString();
  }

  @Override
  public void close() {
    activation.close();
  }
}
