package dev.symphony.sandbox.context;

import dev.symphony.kernel.guest.GuestProgram;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.graalvm.polyglot.PolyglotException;
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

  /** {@code words} with the frames of the guest's own files, innermost first. */
  String withFrames(String words, PolyglotException exception) {
    StringBuilder text = new StringBuilder(censored(words));
    frames(exception).forEach(f -> text.append("\n  at ").append(f));
    return text.toString();
  }

  private List<String> frames(PolyglotException exception) {
    return StreamSupport.stream(exception.getPolyglotStackTrace().spliterator(), false)
        .filter(PolyglotException.StackFrame::isGuestFrame)
        .flatMap(f -> place(f.getSourceLocation()).map(p -> named(f.getRootName(), p)).stream())
        .limit(MAX_FRAMES)
        .toList();
  }

  private static String named(String function, String place) {
    return function == null || function.isEmpty() || function.startsWith(":")
        ? place
        : censored(function) + " (" + place + ")";
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

  private static String fileOf(SourceSection section) {
    String path = section.getSource().getPath();
    return LanguageContext.guestName(path != null ? path : section.getSource().getName());
  }
}
