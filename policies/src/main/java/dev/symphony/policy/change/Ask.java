package dev.symphony.policy.change;

import dev.symphony.capabilities.right.Constraint;
import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Wall;
import dev.symphony.kernel.policy.GrantRequest;
import dev.symphony.kernel.policy.Occasion;
import dev.symphony.policy.solver.Assignment;
import dev.symphony.policy.solver.Formula;
import dev.symphony.policy.solver.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What policies are asked about one operation, as names in formulas: which questions there can be,
 * and which one an assignment stands for.
 */
final class Ask {
  static final String PUBLISHER = "publisher";
  static final String NAME = "name";
  static final String KIND = "kind";
  static final String PATTERN = "pattern";
  static final String METHOD = "method";
  static final String SCHEME = "scheme";
  static final String HOST = "host";
  static final String PATH = "path";
  static final String PEER = "peer";
  static final String OCCASION = "occasion";
  static final String DELEGATOR = "delegator";
  static final String ISOLATION = "isolation ";
  static final String CONSTRAINT = "constraint ";

  private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");
  private static final Language LETTER = new Language.Chars('a', 'z');
  private static final Language WORD = Language.then(LETTER, Language.star(LETTER));
  private static final Language IN_SEGMENT = Language.charBut('/');
  private static final Language SEGMENT = Language.star(IN_SEGMENT);

  private Ask() {}

  /** What holds of every question about an operation of {@code service}. */
  static Formula domain(String service) {
    List<Formula> parts = new ArrayList<>();
    parts.add(Formula.in(PUBLISHER, WORD));
    parts.add(Formula.in(NAME, WORD));
    parts.add(oneOf(KIND, Stream.of("operator", "instrument", "motif")));
    parts.add(
        oneOf(
            OCCASION,
            Stream.of("install", "delegation", "once", "session", "persistent", "until")));
    Formula delegated = Formula.is(OCCASION, "delegation");
    parts.add(
        Formula.any(
            Formula.all(delegated, Formula.in(DELEGATOR, WORD)),
            Formula.all(Formula.not(delegated), Formula.is(DELEGATOR, ""))));
    parts.add(pattern());
    parts.add(
        switch (service) {
          case "http" -> endpoint();
          case "extensions" -> peer();
          default -> Formula.always();
        });
    return new Formula.All(parts);
  }

  private static Formula oneOf(String text, Stream<String> values) {
    return Formula.in(text, Language.either(values.map(Language::word).toList()));
  }

  /** A pattern as {@link ResourcePattern} reads it: two stars stand alone between slashes. */
  private static Formula pattern() {
    Language stars = Language.word("**");
    Language tight =
        Language.either(
            List.of(
                Language.sequence(
                    List.of(Language.everything(), IN_SEGMENT, stars, Language.everything())),
                Language.sequence(
                    List.of(Language.everything(), stars, IN_SEGMENT, Language.everything()))));
    return Formula.all(
        Formula.in(
            PATTERN,
            Language.then(
                new Language.Chars(' ', '~'), Language.star(new Language.Chars(' ', '~')))),
        Formula.not(Formula.in(PATTERN, tight)));
  }

  private static Formula endpoint() {
    Language upper = new Language.Chars('A', 'Z');
    Language method =
        Language.either(List.of(Language.word("*"), Language.then(upper, Language.star(upper))));
    Formula parts =
        Formula.all(
            Formula.in(METHOD, method),
            Formula.in(SCHEME, WORD),
            Formula.in(HOST, SEGMENT),
            Formula.any(
                new Formula.Joined(
                    PATTERN, List.of(METHOD, "= ", SCHEME, "=://", HOST, "=/", PATH)),
                Formula.all(
                    Formula.is(PATH, ""),
                    new Formula.Joined(PATTERN, List.of(METHOD, "= ", SCHEME, "=://", HOST)))));
    Language known =
        Language.sequence(
            List.of(method, Language.word(" "), WORD, Language.word("://"), Language.everything()));
    Formula open =
        new Formula.All(
            Stream.concat(
                    Stream.of(Formula.not(Formula.in(PATTERN, known))),
                    Stream.of(METHOD, SCHEME, HOST, PATH).map(part -> Formula.is(part, "")))
                .toList());
    return Formula.any(parts, open);
  }

  private static Formula peer() {
    Language qualified =
        Language.sequence(List.of(IN_SEGMENT, SEGMENT, Language.word("/"), IN_SEGMENT, SEGMENT));
    return Formula.any(
        Formula.all(
            Formula.in(PATTERN, qualified),
            Formula.in(PEER, Language.then(IN_SEGMENT, SEGMENT)),
            Formula.in("peer name", Language.then(IN_SEGMENT, SEGMENT)),
            new Formula.Joined(PATTERN, List.of(PEER, "=/", "peer name"))),
        Formula.all(Formula.not(Formula.in(PATTERN, qualified)), Formula.is(PEER, "")));
  }

  /** The request that an assignment stands for; nothing when no request can be like that. */
  static Optional<GrantRequest> request(String service, String operation, Assignment example) {
    List<Constraint> constraints = new ArrayList<>();
    IsolationLabel isolation = IsolationLabel.NONE;
    for (String flag : example.flags()) {
      if (flag.startsWith(CONSTRAINT)) {
        Optional<Constraint> constraint = constraint(flag.substring(CONSTRAINT.length()));
        if (constraint.isEmpty()) {
          return Optional.empty();
        }
        constraints.add(constraint.get());
      } else if (flag.startsWith(ISOLATION)) {
        Optional<Wall> wall = wall(flag.substring(ISOLATION.length()));
        if (wall.isEmpty()) {
          return Optional.empty();
        }
        isolation = isolation.with(wall.get());
      }
    }
    IsolationLabel walls = isolation;
    return ResourcePattern.parse(example.text(PATTERN))
        .map(pattern ->
            new GrantRequest(
                requester(example),
                new Right(service, Set.of(operation), List.of(pattern), constraints),
                walls,
                occasion(example)));
  }

  private static GrantRequest.Requester requester(Assignment example) {
    return new GrantRequest.Requester(
        example.text(PUBLISHER), example.text(NAME), example.text(KIND));
  }

  private static Occasion occasion(Assignment example) {
    return switch (example.text(OCCASION)) {
      case "install" -> new Occasion.Installation();
      case "delegation" ->
          new Occasion.Delegation(
              new GrantRequest.Requester(example.text(DELEGATOR), "x", "operator"));
      default ->
          new Occasion.RunTime(
              Occasion.Span.valueOf(example.text(OCCASION).toUpperCase(Locale.ROOT)));
    };
  }

  private static Optional<Constraint> constraint(String name) {
    return switch (name) {
      case "expires" -> Optional.of(new Constraint.Expires(END));
      case "calls" -> Optional.of(new Constraint.Calls(1));
      case "bytes" -> Optional.of(new Constraint.TotalBytes(1));
      case "rate" -> Optional.of(new Constraint.Rate(1, Duration.ofSeconds(1)));
      case String s when s.startsWith("max.") ->
          Optional.of(new Constraint.AtMost(s.substring(4), 1));
      case String s when s.startsWith("length.") ->
          Optional.of(new Constraint.MaxLength(s.substring(7), 1));
      case String s when s.startsWith("in.") ->
          Optional.of(new Constraint.OneOf(s.substring(3), Set.of("x")));
      default -> Optional.empty();
    };
  }

  private static Optional<Wall> wall(String name) {
    return Arrays.stream(Wall.values()).filter(w -> w.text().equals(name)).findFirst();
  }

  /** A request in words. */
  static String text(GrantRequest request) {
    return request.requester().publisher()
        + "/"
        + request.requester().name()
        + " asks for "
        + request.right()
        + " ("
        + switch (request.occasion()) {
          case Occasion.Installation o -> "at installation";
          case Occasion.Delegation o -> "passed on by an extension of " + o.from().publisher();
          case Occasion.RunTime o -> "at run time, " + o.span().name().toLowerCase(Locale.ROOT);
        }
        + ", walls: "
        + (request.isolation().levels().isEmpty() ? "none" : request.isolation())
        + ")";
  }
}
