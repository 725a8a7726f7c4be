package dev.symphony.kernel.guest;

/** A guest in its context. Invocations of one instance run one at a time, in order. */
public interface GuestInstance extends AutoCloseable {
  /** The walls that really stand around the guest. */
  IsolationLabel isolation();

  /** Starts an invocation. */
  RunningInvocation invoke(GuestInvocation invocation, GuestLimits limits);

  /** Ends the instance and what it still does; its outcomes are {@code Cancelled}. */
  @Override
  void close();
}
