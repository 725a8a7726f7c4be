package dev.symphony.policy.change;

import dev.symphony.capabilities.right.Constraint;
import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.Resource;
import dev.symphony.kernel.service.ServiceCatalog;
import dev.symphony.policy.solver.Formula;
import dev.symphony.policy.solver.Solution;
import dev.symphony.policy.solver.Solver;
import dev.symphony.policy.world.Authority;
import dev.symphony.policy.world.Held;
import dev.symphony.policy.world.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The smallest rights that admit what was observed of one extension: the operations that were used,
 * on the resources that were named. Each is no wider than one that the extension has today, which
 * is proved; where nothing smaller can be told, it stays as it is.
 *
 * @param name {@code publisher/name}
 * @param rights what is suggested
 * @param unused what it has today and never used, in words
 */
public record Suggestion(String name, List<Right> rights, List<String> unused) {
  private static final int MOST_PATTERNS = 8;

  public Suggestion {
    rights = List.copyOf(rights);
    unused = List.copyOf(unused);
  }

  /**
   * A call that was let through.
   *
   * @param operation empty when only the service is known, because calls are counted and not listed
   * @param resource empty when it names none, or it is not known whole
   */
  public record Observed(String service, String operation, String resource) {}

  /** Works it out. */
  public static Suggestion of(
      Member member, Collection<Observed> observed, ServiceCatalog catalog) {
    List<Right> rights = new ArrayList<>();
    List<String> unused = new ArrayList<>();
    for (Held held : member.held()) {
      SortedMap<String, SortedSet<String>> used = used(held, observed, catalog);
      if (used.isEmpty()) {
        unused.add(held.right().toString());
      } else {
        rights.addAll(narrowed(held, used, catalog));
      }
    }
    return new Suggestion(member.name(), rights, unused);
  }

  /** The resources that were named, by operation; an empty text stands for an unknown one. */
  private static SortedMap<String, SortedSet<String>> used(
      Held held, Collection<Observed> observed, ServiceCatalog catalog) {
    SortedMap<String, SortedSet<String>> used = new TreeMap<>();
    for (Observed call : observed) {
      if (call.service().equals(held.service())) {
        for (String operation : operations(held, call, catalog)) {
          if (call.resource().isEmpty() || matches(held, call.resource())) {
            used.computeIfAbsent(operation, o -> new TreeSet<>()).add(call.resource());
          }
        }
      }
    }
    return used;
  }

  private static Set<String> operations(Held held, Observed call, ServiceCatalog catalog) {
    Set<String> all =
        catalog.find(held.service()).orElseThrow().operations().stream()
            .map(OperationDeclaration::name)
            .filter(held::includes)
            .collect(Collectors.toSet());
    return call.operation().isEmpty()
        ? all
        : all.contains(call.operation()) ? Set.of(call.operation()) : Set.of();
  }

  private static boolean matches(Held held, String resource) {
    Optional<ResourcePattern> asked = ResourcePattern.parse(resource);
    return held.chain().stream()
        .allMatch(right ->
            right.resources().stream()
                .anyMatch(
                    p -> p.matches(resource) || (asked.isPresent() && p.covers(asked.get()))));
  }

  private static List<Right> narrowed(
      Held held, SortedMap<String, SortedSet<String>> used, ServiceCatalog catalog) {
    Map<List<String>, SortedSet<String>> byPatterns =
        new TreeMap<>(Comparator.comparing(String::valueOf));
    used.forEach((operation, resources) ->
        byPatterns
            .computeIfAbsent(patterns(held, operation, resources, catalog), p -> new TreeSet<>())
            .add(operation));
    List<Right> rights = new ArrayList<>();
    byPatterns.forEach((patterns, operations) ->
        rights.add(
            new Right(
                held.service(),
                operations,
                patterns.stream().map(ResourcePattern::of).toList(),
                held.right().constraints())));
    return rights;
  }

  private static List<String> patterns(
      Held held, String operation, SortedSet<String> resources, ServiceCatalog catalog) {
    List<String> today = held.right().resources().stream().map(Object::toString).toList();
    OperationDeclaration declared =
        catalog.find(held.service()).flatMap(s -> s.operation(operation)).orElseThrow();
    if (declared.resourceParameter() < 0 || resources.contains("")) {
      return today;
    }
    for (int depth = 32; depth >= 0; depth--) {
      SortedSet<String> patterns = new TreeSet<>();
      int segments = depth;
      resources.forEach(resource -> patterns.add(pattern(declared, resource, segments)));
      if (patterns.size() <= MOST_PATTERNS && isWithin(held, declared, List.copyOf(patterns))) {
        return List.copyOf(patterns);
      }
    }
    return today;
  }

  /** The resource itself, or, when it is deeper, everything below its first segments. */
  private static String pattern(OperationDeclaration operation, String resource, int segments) {
    String whole =
        operation.resourceForm() == Resource.Form.PREFIX
            ? ResourcePattern.ofPrefix(resource).map(Object::toString).orElse("**")
            : resource;
    List<String> parts = List.of(whole.split("/", -1));
    if (parts.size() <= segments) {
      return whole;
    }
    List<String> kept = new ArrayList<>(parts.subList(0, segments));
    kept.add("**");
    return String.join("/", kept);
  }

  private static boolean isWithin(
      Held held, OperationDeclaration operation, List<String> patterns) {
    if (patterns.stream().anyMatch(p -> ResourcePattern.parse(p).isEmpty())) {
      return false;
    }
    Right suggested =
        new Right(
            held.service(),
            Set.of(operation.name()),
            patterns.stream().map(ResourcePattern::of).toList(),
            held.right().constraints());
    Formula wider =
        Formula.all(
            Authority.admitted(List.of(Held.of(suggested, "suggested")), operation),
            Formula.not(Authority.admitted(List.of(held), operation)));
    return Solver.solve(wider) instanceof Solution.Impossible;
  }

  /** The rights as the capabilities of a manifest. */
  public String manifest() {
    StringBuilder text = new StringBuilder("# ").append(name).append('\n');
    for (Right right : rights) {
      text.append("\n[[capability]]\nservice = \"")
          .append(right.service())
          .append("\"\noperations = [")
          .append(quoted(right.operations()))
          .append("]\nresource = [")
          .append(quoted(right.resources().stream().map(Object::toString).toList()))
          .append("]\n");
      right.constraints().forEach(constraint -> text.append(line(constraint)));
      text.append("reason = \"It was seen to use this.\"\n");
    }
    return text.toString();
  }

  /** The line that a manifest has for a limit; it has none for some. */
  private static String line(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Calls(long calls) -> "calls = " + calls + "\n";
      case Constraint.TotalBytes(long bytes) -> "bytes = \"" + bytes + "b\"\n";
      case Constraint.Rate(long calls, Duration per) ->
          "rate = \"" + calls + "/" + unit(per) + "\"\n";
      case Constraint.Expires c -> "";
      case Constraint.AtMost c -> "";
      case Constraint.MaxLength c -> "";
      case Constraint.OneOf c -> "";
    };
  }

  private static String unit(Duration per) {
    return per.toHours() > 0 ? "h" : per.toMinutes() > 0 ? "m" : "s";
  }

  private static String quoted(Collection<String> texts) {
    return texts.stream()
        .map(t -> '"' + t.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(", "));
  }

  /** Policies that permit these rights and nothing else. */
  public String policy() {
    StringBuilder text = new StringBuilder();
    for (Right right : rights) {
      text.append("permit (\n  principal == Symphony::Extension::\"")
          .append(name)
          .append("\",\n  action in [")
          .append(
              right.operations().stream()
                  .map(o -> "Symphony::Action::\"" + right.service() + "." + o + '"')
                  .collect(Collectors.joining(", ")))
          .append("],\n  resource\n) when {\n  ")
          .append(
              right.resources().stream()
                  .map(p -> "resource.pattern == " + quoted(List.of(p.toString())))
                  .collect(Collectors.joining(" ||\n  ")))
          .append("\n};\n\n");
    }
    return text.toString();
  }
}
