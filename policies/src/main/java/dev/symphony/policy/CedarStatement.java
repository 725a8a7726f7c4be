package dev.symphony.policy;

/**
 * One policy of a set.
 *
 * @param id what it calls itself
 * @param effect what it does when it applies
 * @param line where it begins in its file
 * @param json as Cedar writes it in JSON
 */
public record CedarStatement(String id, Effect effect, int line, String json) {
  /** What a policy does. */
  public enum Effect {
    PERMIT,
    FORBID
  }
}
