package dev.symphony.pit.pool;

/** Says that an item could not be loaded. */
public final class PoolLoadException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A failure with its cause in words. */
  public PoolLoadException(String message) {
    super(message);
  }
}
