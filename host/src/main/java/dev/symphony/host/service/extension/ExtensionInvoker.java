package dev.symphony.host.service.extension;

import org.jspecify.annotations.Nullable;

/** Runs extensions on behalf of other extensions. */
@FunctionalInterface
public interface ExtensionInvoker {

  /**
   * Runs the last extension of {@code chain} on {@code input}, and waits for its result. An {@link
   * ExtensionsService} that it is given goes on with the same chain.
   *
   * @return its result, a value
   * @throws dev.symphony.kernel.service.ServiceFailure {@code extension-unknown} when there is no
   *     such extension, {@code extension-failed} when it did not come to a result
   */
  @Nullable Object invoke(CallChain chain, @Nullable Object input);
}
