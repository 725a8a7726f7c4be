package dev.symphony.kernel.guest;

/** Runs guests outside the kernel. Every answer of it is input from the outside. */
public interface GuestRuntime extends AutoCloseable {
  /**
   * Starts a guest in a context of its own; its program is not evaluated yet.
   *
   * @throws GuestStartException when no worker or context can be had
   */
  GuestInstance start(GuestStart start) throws GuestStartException;

  /** Ends every guest and every worker. */
  @Override
  void close();
}
