package dev.symphony.sandbox.context;

import dev.symphony.kernel.guest.GuestProgram;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.graalvm.polyglot.SourceSection;

/** The words about an error that people may read: the guest's own, with places in its files. */
final class ErrorText {
  private static final int MAX_LENGTH = 4000;
  private static final int MAX_FRAMES = 10;
  private static final Pattern HOST_NAMES =
      Pattern.compile(
          "\\b(?:java|javax|jdk|sun|com\\.(?:oracle|sun)|org\\.(?:graalvm|msgpack)|dev\\.symphony)"
              + "(?:\\.[\\w$]+)+(?:@[0-9a-f]+)?");
  private static final Pattern HOST_PATHS =
      Pattern.compile("(?<![\\w.])/(?:[\\w.@+-]+/)*python-home/[^\\s'\":,)]*");

  private final GuestProgram program;

  ErrorText(GuestProgram program) {
    this.program = program;
  }

  /** The words with names of the host's classes and files taken out. */
  static String censored(String words) {
    String text = words.length() > MAX_LENGTH ? words.substring(0, MAX_LENGTH) + "…" : words;
    return HOST_PATHS
        .matcher(HOST_NAMES.matcher(text).replaceAll("(host)"))
        .replaceAll("(library)");
  }

  /** {@code words} with those of the frames that are in the guest's own files. */
  String withFrames(String words, List<GuestPrelude.Frame> frames) {
    StringBuilder text = new StringBuilder(censored(words));
    frames.stream()
        .filter(f -> program.files().containsKey(f.file()))
        .limit(MAX_FRAMES)
        .forEach(f -> text.append("\n  at ").append(named(f)));
    return text.toString();
  }

  private static String named(GuestPrelude.Frame frame) {
    String place = frame.file() + ":" + frame.position();
    return frame.function().isEmpty() ? place : censored(frame.function()) + " (" + place + ")";
  }

  /** {@code file:line:column} of a place in the guest's own files. */
  Optional<String> place(SourceSection section) {
    if (section == null || !section.isAvailable()) {
      return Optional.empty();
    }
    String file = fileOf(section);
    return program.files().containsKey(file)
        ? Optional.of(file + ":" + section.getStartLine() + ":" + section.getStartColumn())
        : Optional.empty();
  }

  /** The name of the file as the guest knows it. */
  static String fileOf(SourceSection section) {
    String path = section.getSource().getPath();
    return LanguageContext.guestName(path != null ? path : section.getSource().getName());
  }
}
