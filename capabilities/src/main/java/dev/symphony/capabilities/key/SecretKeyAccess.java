package dev.symphony.capabilities.key;

/**
 * The permission to see the raw bytes of a private key.
 *
 * <p>Whoever wants to take secret bytes out of a {@link PrivateKey} has to name this class, so that
 * one search finds every place that does.
 */
public final class SecretKeyAccess {
  private static final SecretKeyAccess INSTANCE = new SecretKeyAccess();

  private SecretKeyAccess() {}

  /** The permission itself; the caller answers for where the bytes go. */
  public static SecretKeyAccess insecure() {
    return INSTANCE;
  }
}
