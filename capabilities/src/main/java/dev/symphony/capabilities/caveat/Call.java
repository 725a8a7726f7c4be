package dev.symphony.capabilities.caveat;

import org.jspecify.annotations.Nullable;

/**
 * A call as caveats see it. Arguments are null, a Boolean, Long, Double, String or {@link
 * dev.symphony.capabilities.Bytes}, or a List or Map of such values.
 */
public interface Call {
  /** The operation that is called. */
  OperationShape shape();

  /**
   * The name or glob of what the operation acts on; not asked for when the operation has no
   * resource.
   */
  String resource();

  /** What is passed for the parameter at {@code index}; null when it is left out. */
  @Nullable Object argument(int index);

  /** When the call is made, in whole seconds since the epoch. */
  long epochSeconds();
}
