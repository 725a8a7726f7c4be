package dev.symphony.capabilities.authority;

import dev.symphony.capabilities.right.ResourcePattern;
import java.util.regex.Pattern;

/**
 * A resource pattern as a condition in Datalog: equality and prefix where they suffice, else a
 * regular expression.
 */
enum GlobCondition {
  /** The variable is the name of one resource. */
  NAME("[^/\\x{10000}-\\x{10FFFF}]", "[^/]*"),
  /** The variable is a glob, all of which the pattern has to cover. */
  PATTERN("[^/*\\x{10000}-\\x{10FFFF}]", "(\\*?[^/*])*\\*?");

  private static final Pattern SPECIAL = Pattern.compile("[^A-Za-z0-9/_ -]");
  private static final String ANYTHING = "(.|\\n)*";

  private final String oneCharacter;
  private final String wholeSegment;

  GlobCondition(String oneCharacter, String wholeSegment) {
    this.oneCharacter = oneCharacter;
    this.wholeSegment = wholeSegment;
  }

  /** The condition on {@code variable}, with the texts in it among the parameters. */
  String on(String variable, ResourcePattern pattern, CheckText parameters) {
    String text = pattern.toString();
    String directory = text.endsWith("/**") ? text.substring(0, text.length() - 3) : "";
    if (isLiteral(text)) {
      return variable + " == " + parameters.text(text);
    }
    if (!directory.isEmpty() && isLiteral(directory)) {
      return "%s == %s || %s.starts_with(%s)"
          .formatted(
              variable, parameters.text(directory), variable, parameters.text(directory + "/"));
    }
    return "%s.matches(%s)".formatted(variable, parameters.text(expression(text)));
  }

  private static boolean isLiteral(String text) {
    return text.indexOf('*') < 0 && text.indexOf('?') < 0;
  }

  /** The regular expression that matches what the glob does, or less in rare scripts. */
  String expression(String glob) {
    String[] segments = glob.replaceAll("(^|/)\\*\\*(/\\*\\*)+(?=/|$)", "$1**").split("/", -1);
    StringBuilder out = new StringBuilder("^");
    String slash = "";
    for (int i = 0; i < segments.length; i++) {
      if (!segments[i].equals("**")) {
        out.append(slash).append(segment(segments[i]));
        slash = "/";
      } else if (i < segments.length - 1) {
        out.append(slash).append("(").append(ANYTHING).append("/)?");
        slash = "";
      } else {
        out.append(slash.isEmpty() ? ANYTHING : "(/" + ANYTHING + ")?");
      }
    }
    return out.append("$").toString();
  }

  private String segment(String glob) {
    if (glob.equals("*")) {
      return wholeSegment;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      String c = glob.substring(i, i + 1);
      out.append(
          switch (c) {
            case "*" -> "[^/]*";
            case "?" -> oneCharacter;
            default -> quoted(c);
          });
    }
    return out.toString();
  }

  private static String quoted(String character) {
    boolean special = character.charAt(0) < 0x80 && SPECIAL.matcher(character).matches();
    return special ? "\\" + character : character;
  }
}
