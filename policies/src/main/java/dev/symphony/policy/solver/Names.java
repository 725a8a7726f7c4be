package dev.symphony.policy.solver;

import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.RecordShape;
import dev.symphony.kernel.service.ResourceNamer;
import dev.symphony.kernel.service.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The languages of resource names. */
public final class Names {
  private static final Language SLASH = Language.word("/");
  private static final Language IN_SEGMENT = Language.charBut('/');

  private Names() {}

  /** The names that a pattern stands for, each with a slash before it. */
  public static Language matching(ResourcePattern pattern) {
    List<Language> parts = new ArrayList<>();
    for (String segment : pattern.toString().split("/", -1)) {
      parts.add(
          segment.equals("**")
              ? Language.star(Language.then(SLASH, Language.star(IN_SEGMENT)))
              : Language.then(SLASH, segment(segment)));
    }
    return Language.sequence(parts);
  }

  private static Language segment(String glob) {
    List<Language> parts = new ArrayList<>();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      parts.add(
          switch (c) {
            case '*' -> Language.star(IN_SEGMENT);
            case '?' -> IN_SEGMENT;
            default -> Language.word(String.valueOf(c));
          });
    }
    return Language.sequence(parts);
  }

  /**
   * The names, each with a slash before it, that a pattern covers together with all names that
   * begin with them: those that a caller may list by.
   */
  public static Language coveredAsPrefix(ResourcePattern pattern) {
    List<String> segments = List.of(pattern.toString().split("/", -1));
    if (!segments.getLast().equals("**")) {
      return Language.none();
    }
    List<Language> ways = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      boolean endsOpen = segments.subList(i + 1, segments.size()).stream().allMatch("**"::equals);
      if (endsOpen && (segment.equals("**") || segment.endsWith("*"))) {
        ways.add(upTo(segments.subList(0, i), segment));
      }
    }
    return Language.either(ways);
  }

  private static Language upTo(List<String> before, String last) {
    Language head =
        before.isEmpty()
            ? Language.empty()
            : matching(ResourcePattern.of(String.join("/", before)));
    Language tail =
        last.equals("**")
            ? Language.then(
                Language.star(Language.then(SLASH, Language.star(IN_SEGMENT))),
                Language.then(SLASH, Language.star(IN_SEGMENT)))
            : Language.then(SLASH, segment(last));
    return Language.then(head, tail);
  }

  /**
   * What is no canonical path, with a slash before it: an empty, {@code .} or {@code ..} segment.
   */
  public static Language degenerate() {
    Language dots =
        Language.either(List.of(Language.empty(), Language.word("."), Language.word("..")));
    Language rest =
        Language.either(List.of(Language.empty(), Language.then(SLASH, Language.everything())));
    return Language.sequence(List.of(Language.everything(), SLASH, dots, rest));
  }

  /** Texts without a character that can't stand in a path or that patterns read as a wildcard. */
  public static Language plain() {
    List<Language> chars = new ArrayList<>();
    chars.add(new Language.Chars(' ', ')'));
    chars.add(new Language.Chars('+', '>'));
    chars.add(new Language.Chars('@', '['));
    chars.add(new Language.Chars(']', '~'));
    chars.add(new Language.Chars('\u0080', '\uffff'));
    return Language.star(Language.either(chars));
  }

  /** Whether the operation names its resource as HTTP does: a method and an address. */
  public static boolean isTarget(OperationDeclaration operation) {
    return operation.resourceParameter() >= 0
        && !(operation.namer() instanceof ResourceNamer.Itself)
        && operation.parameters().get(operation.resourceParameter()).type()
            instanceof ValueType.RecordOf(RecordShape shape)
        && shape.fields().stream().anyMatch(field -> field.name().equals("url"));
  }

  /** Every method and address in canonical form, and little else. */
  public static Language target() {
    Language alphanumeric =
        Language.either(List.of(new Language.Chars('a', 'z'), new Language.Chars('0', '9')));
    Language inHost =
        Language.either(
            List.of(
                alphanumeric,
                Language.word("-"),
                Language.word("."),
                new Language.Chars(':', ':')));
    Language host =
        Language.sequence(
            List.of(
                Language.either(List.of(alphanumeric, Language.word("["))),
                Language.star(Language.either(List.of(inHost, Language.word("]"))))));
    Language path =
        Language.star(
            Language.either(
                List.of(
                    new Language.Chars('!', '"'),
                    new Language.Chars('$', '>'),
                    new Language.Chars('@', '['),
                    new Language.Chars(']', '~'))));
    Language dots = Language.either(List.of(Language.word("."), Language.word("..")));
    Language bad =
        Language.sequence(
            List.of(
                Language.everything(),
                SLASH,
                Language.either(
                    List.of(
                        Language.then(SLASH, Language.everything()), Language.then(dots, end())))));
    Language good = Language.both(List.of(Language.then(SLASH, path), Language.not(bad)));
    List<Language> methods =
        Stream.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
            .map(Language::word)
            .toList();
    return Language.sequence(
        List.of(
            Language.either(methods),
            Language.word(" http"),
            Language.either(List.of(Language.empty(), Language.word("s"))),
            Language.word("://"),
            host,
            good));
  }

  private static Language end() {
    return Language.either(List.of(Language.empty(), Language.then(SLASH, Language.everything())));
  }
}
