package dev.symphony.policy.world;

import java.util.List;

/**
 * The ways on which data moves between calls. A service that is not here keeps nothing that a later
 * call of another extension could get out again.
 */
public final class Channels {
  /** The service through which extensions call one another. */
  public static final String CALLS = "extensions";

  /** The operation of it. */
  public static final String INVOKE = "invoke";

  /** What one call keeps and another gives back. */
  public record Store(String service, String put, String get, Reach reach) {}

  /** Who gets out what somebody put in. */
  public enum Reach {
    /** Everybody. */
    SHARED,
    /** Whoever put it in. */
    OWN
  }

  /** All stores. */
  public static final List<Store> STORES =
      List.of(
          new Store("artifacts", "put", "get", Reach.SHARED),
          new Store("kv", "put", "get", Reach.OWN));

  private Channels() {}
}
