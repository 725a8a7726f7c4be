package dev.symphony.kernel.guest;

import java.util.OptionalLong;

/** A guest in its context. Invocations of one instance run one at a time, in order. */
public interface GuestInstance extends AutoCloseable {
  /** The walls that really stand around the guest. */
  IsolationLabel isolation();

  /** The process that it runs in, when it is not this one. */
  default OptionalLong process() {
    return OptionalLong.empty();
  }

  /** Starts an invocation. */
  RunningInvocation invoke(GuestInvocation invocation, GuestLimits limits);

  /** Ends the instance and what it still does; its outcomes are {@code Cancelled}. */
  @Override
  void close();
}
