package dev.symphony.sandbox.context;

/** Hears of the course of an invocation. */
public interface RunListener {
  /** From now on the invocation can be stopped; on the guest's thread. */
  void started();

  /** The invocation is about to be stopped by force; on the thread that stops it. */
  void stopping(StopReason reason);
}
