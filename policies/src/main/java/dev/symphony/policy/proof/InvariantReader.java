package dev.symphony.policy.proof;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.document.DocumentException;
import dev.symphony.document.Quantities;
import dev.symphony.document.Section;
import dev.symphony.document.TomlDocument;
import dev.symphony.policy.proof.Invariant.Claim;
import dev.symphony.policy.proof.Invariant.Who;
import dev.symphony.policy.world.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads invariants:
 *
 * <pre>
 * [[invariant]]
 * name = "secrets-stay"
 * says = "What is read below secrets/ never gets to the network."
 * never = { flow = "files.read,readText:secrets/**", to = "http.request" }
 * </pre>
 *
 * <p>The other claims are {@code never = { reach = TARGET, by = [...], except = [...], after =
 * "24h" }}, {@code always = { expires = TARGET, within = "24h" }} and {@code always = { limited =
 * TARGET, calls = 100 }}. A target is {@code service.operation,operation:pattern|pattern}; {@code
 * where = ["n > 5"]} beside it narrows it to calls with such numbers.
 */
public final class InvariantReader {
  private InvariantReader() {}

  /**
   * Reads all invariants of a file.
   *
   * @throws DocumentException with codes that begin with {@code invariant-}, line and column
   */
  public static List<Invariant> read(String file, Bytes content) throws DocumentException {
    TomlDocument document = TomlDocument.parse(file, "invariant", content);
    List<Invariant> invariants = new ArrayList<>();
    document.attempt(() -> {
      document.root().allowOnly("invariant");
      return true;
    });
    for (Section section :
        document.attempt(() -> document.root().sections("invariant")).orElse(List.of())) {
      document.attempt(() -> invariant(section)).ifPresent(invariants::add);
    }
    document.throwIfRejected();
    return invariants;
  }

  private static Invariant invariant(Section section) {
    section.allowOnly("name", "says", "never", "always");
    return new Invariant(section.text("name"), section.text("says"), claim(section));
  }

  private static Claim claim(Section section) {
    if (section.keys().contains("never") == section.keys().contains("always")) {
      throw section.rejected(
          "never", "an invariant says either what is never or what is always so");
    }
    return section.keys().contains("never")
        ? never(section.section("never"))
        : always(section.section("always"));
  }

  private static Claim never(Section section) {
    if (section.keys().contains("flow")) {
      section.allowOnly("flow", "to", "where");
      return new Claim.NoFlow(section.parsed("flow", Target::parse), target(section, "to"));
    }
    section.allowOnly("reach", "by", "except", "after", "where");
    return new Claim.NoReach(
        new Who(
            section.keys().contains("by") ? patterns(section, "by") : List.of("**"),
            patterns(section, "except")),
        target(section, "reach"),
        section.optionalParsed("after", Quantities::duration));
  }

  private static Claim always(Section section) {
    if (section.keys().contains("expires")) {
      section.allowOnly("expires", "within", "where");
      return new Claim.Expires(
          target(section, "expires"), section.parsed("within", Quantities::duration));
    }
    section.allowOnly("limited", "calls", "where");
    long calls =
        section
            .optionalWhole("calls")
            .filter(n -> n > 0)
            .orElseThrow(
                () -> section.rejected("calls", "say how many calls at most, as calls = 100"));
    return new Claim.Limited(target(section, "limited"), calls);
  }

  private static Target target(Section section, String key) {
    Target target = section.parsed(key, Target::parse);
    try {
      return new Target(
          target.right(), section.texts("where").stream().map(Target.Where::parse).toList());
    } catch (IllegalArgumentException e) {
      throw section.rejected("where", String.valueOf(e.getMessage()));
    }
  }

  private static List<String> patterns(Section section, String key) {
    List<String> patterns = section.texts(key);
    for (String pattern : patterns) {
      if (ResourcePattern.parse(pattern).isEmpty()) {
        throw section.rejected(key, "'" + pattern + "' is not a pattern over publisher/name");
      }
    }
    return patterns;
  }
}
