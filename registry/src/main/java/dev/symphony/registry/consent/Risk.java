package dev.symphony.registry.consent;

import dev.symphony.capabilities.right.Right;
import java.util.Set;

/** How much harm a right can do in the wrong hands, for people who decide quickly. */
public enum Risk {
  /** Touches nothing but what belongs to the extension itself. */
  LOW(" "),
  /** Reads what belongs to somebody, or reaches another extension. */
  NOTABLE("!"),
  /** Carries data out, or changes what belongs to somebody. */
  HIGH("!!");

  /** The operations of {@code files} that change nothing; {@code *} stands for what there is. */
  static final Set<String> READING = Set.of("*", "list", "read", "readText", "stat");

  private final String mark;

  Risk(String mark) {
    this.mark = mark;
  }

  /** The mark in front of a line. */
  public String mark() {
    return mark;
  }

  /** The risk of a right; what is not known is high. */
  public static Risk of(Right right) {
    return switch (right.service()) {
      case "log", "clock", "random", "kv", "artifacts", "models", "conductor" -> LOW;
      case "extensions", "permissions" -> NOTABLE;
      case "files" -> READING.containsAll(right.operations()) ? NOTABLE : HIGH;
      default -> HIGH;
    };
  }
}
