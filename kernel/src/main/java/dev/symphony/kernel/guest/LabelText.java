package dev.symphony.kernel.guest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text form of an {@link IsolationLabel}, read and written. */
final class LabelText {
  private static final Pattern WORD = Pattern.compile("([a-z]+)(?:\\(([1-9][0-9]{0,3})\\))?");

  private LabelText() {}

  static String word(Wall wall, int level) {
    return level == 1 && wall != Wall.LANDLOCK ? wall.text() : wall.text() + "(" + level + ")";
  }

  static IsolationLabel parse(String text) {
    if (text.isEmpty() || text.equals("none")) {
      return IsolationLabel.NONE;
    }
    IsolationLabel label = IsolationLabel.NONE;
    for (String word : text.split("\\+", -1)) {
      label = add(label, word);
    }
    return label;
  }

  private static IsolationLabel add(IsolationLabel label, String word) {
    Matcher matcher = WORD.matcher(word);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Not a wall of an isolation label: '" + word + "'");
    }
    Wall wall =
        Wall.ofText(matcher.group(1))
            .orElseThrow(() -> new IllegalArgumentException("Unknown wall: '" + word + "'"));
    if (label.has(wall)) {
      throw new IllegalArgumentException("Wall named twice: '" + word + "'");
    }
    String level = matcher.group(2);
    return label.with(wall, level == null ? 1 : Integer.parseInt(level));
  }
}
