package dev.symphony.host.service.extension;

import dev.symphony.kernel.service.ServiceFailure;
import org.jspecify.annotations.Nullable;

/** The extensions as one running extension sees them, which knows how it came to run. */
public final class ChainedExtensions implements ExtensionsService {
  /** The most extensions that a chain of calls can have. */
  public static final int MAX_CHAIN = 8;

  private final ExtensionInvoker invoker;
  private final CallChain chain;

  /**
   * The extensions for the last one of {@code chain}.
   *
   * @param invoker runs what is called
   */
  public ChainedExtensions(ExtensionInvoker invoker, CallChain chain) {
    this.invoker = invoker;
    this.chain = chain;
  }

  @Override
  public @Nullable Object invoke(String name, @Nullable Object input) {
    if (chain.names().size() >= MAX_CHAIN) {
      throw new ServiceFailure(
          "extension-depth", "a chain of calls has at most " + MAX_CHAIN + " extensions");
    }
    return invoker.invoke(chain.to(name), input);
  }
}
