package dev.symphony.sandbox.selftest;

import java.util.Optional;

/**
 * One wall, tried.
 *
 * @param name what was tried, for example {@code js: processor time}
 * @param fault how the wall failed; empty when it held
 */
public record Trial(String name, Optional<String> fault) {
  static Trial held(String name) {
    return new Trial(name, Optional.empty());
  }

  static Trial broken(String name, String how) {
    return new Trial(name, Optional.of(how));
  }

  /** Whether the wall held. */
  public boolean held() {
    return fault.isEmpty();
  }

  @Override
  public String toString() {
    return name + fault.map(how -> ": " + how).orElse("");
  }
}
