package dev.symphony.host.service.permission;

import dev.symphony.capabilities.right.Constraint;
import dev.symphony.capabilities.right.Right;
import dev.symphony.capabilities.right.RightSyntaxException;
import dev.symphony.document.PlainText;
import dev.symphony.kernel.policy.Occasion;
import dev.symphony.kernel.service.ServiceFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A right that a running extension asks for, as the gate enforces it later.
 *
 * @param right what is asked for; for one call it has the limit of one call
 * @param span for how long
 * @param reason why, in the words of the extension
 */
public record PermissionRequest(Right right, Occasion.Span span, String reason) {
  /** The code of a request that is refused. */
  public static final String REFUSED = "permission-refused";

  private static final int MOST_REASON = 200;

  /**
   * Reads what an extension sent.
   *
   * @throws ServiceFailure {@code permission-malformed} when it is no request
   */
  public static PermissionRequest parse(String right, String span, String reason) {
    Occasion.Span known = span(span);
    Right asked = right(right);
    if (asked.service().equals("permissions")) {
      throw malformed("the right to ask is given at the installation only");
    }
    if (known == Occasion.Span.UNTIL
        && asked.constraints().stream().noneMatch(Constraint.Expires.class::isInstance)) {
      throw malformed("a right until some moment names it: ;expires=2030-01-01T00:00:00Z");
    }
    String words = reason.strip();
    if (words.isEmpty() || words.length() > MOST_REASON || !PlainText.isPlainLine(words)) {
      throw malformed(
          "a request has a reason: one line of plain text, at most " + MOST_REASON + " characters");
    }
    return new PermissionRequest(
        known == Occasion.Span.ONCE ? onceOnly(asked) : asked, known, words);
  }

  private static Occasion.Span span(String text) {
    return Arrays.stream(Occasion.Span.values())
        .filter(span -> text(span).equals(text))
        .findFirst()
        .orElseThrow(() -> malformed("'" + text + "' is not once, session, persistent or until"));
  }

  /**
   * Reads a right that an extension sent.
   *
   * @throws ServiceFailure {@code permission-malformed} when it is no right
   */
  public static Right right(String text) {
    if (!PlainText.isPlainLine(text)) {
      throw malformed("a right is one line of plain text");
    }
    try {
      return Right.parse(text);
    } catch (RightSyntaxException e) {
      throw malformed("'" + text + "' is no right: " + e.getMessage());
    }
  }

  private static Right onceOnly(Right right) {
    List<Constraint> limits = new ArrayList<>(right.constraints());
    limits.removeIf(Constraint.Calls.class::isInstance);
    limits.add(new Constraint.Calls(1));
    return new Right(right.service(), right.operations(), right.resources(), limits);
  }

  private static ServiceFailure malformed(String why) {
    return new ServiceFailure("permission-malformed", why);
  }

  /** The span in the words of requests, policies and the log. */
  public static String text(Occasion.Span span) {
    return span.name().toLowerCase(Locale.ROOT);
  }

  /** Whether what is given is for later runs, too. */
  public boolean outlivesTheRun() {
    return span == Occasion.Span.PERSISTENT || span == Occasion.Span.UNTIL;
  }
}
