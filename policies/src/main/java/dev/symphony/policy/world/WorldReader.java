package dev.symphony.policy.world;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.Right;
import dev.symphony.document.DocumentException;
import dev.symphony.document.Section;
import dev.symphony.document.TomlDocument;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.policy.GrantRequest;
import dev.symphony.policy.PolicySource;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a world that is written down:
 *
 * <pre>
 * at = "2026-01-01T00:00:00Z"
 * policy = "default"              # a set that comes with Symphony, or a file beside this one
 *
 * [[extension]]
 * name = "acme/reader"
 * kind = "operator"
 * walls = "process"
 * asks = ["files.read:docs/**"]   # what its manifest asks for: the policy decides
 * holds = ["log.info"]            # what it was given by other ways
 *
 * [[delegation]]
 * from = "acme/reader"
 * to = "acme/writer"
 * right = "files.read:docs/a"
 *
 * [[flow]]
 * from = "acme/reader"
 * to = "acme/writer"
 * why = "workflow w"
 * </pre>
 */
public final class WorldReader {
  private final Set<String> names = new HashSet<>();

  private WorldReader() {}

  /**
   * Reads a world.
   *
   * @throws DocumentException with codes that begin with {@code world-}, line and column
   */
  public static WorldDraft read(String file, Bytes content) throws DocumentException {
    TomlDocument document = TomlDocument.parse(file, "world", content);
    WorldReader reader = new WorldReader();
    Section root = document.root();
    document.attempt(() -> {
      root.allowOnly("at", "policy", "extension", "delegation", "flow");
      return true;
    });
    Optional<Instant> at =
        document.attempt(() -> root.optionalParsed("at", WorldReader::moment)).flatMap(o -> o);
    Optional<String> policy = document.attempt(() -> root.optionalText("policy")).flatMap(o -> o);
    List<WorldDraft.Newcomer> extensions = new ArrayList<>();
    List<WorldDraft.Delegation> delegations = new ArrayList<>();
    List<World.Flow> flows = new ArrayList<>();
    for (Section section : sections(document, "extension")) {
      document.attempt(() -> reader.newcomer(section)).ifPresent(extensions::add);
    }
    for (Section section : sections(document, "delegation")) {
      document.attempt(() -> reader.delegation(section)).ifPresent(delegations::add);
    }
    for (Section section : sections(document, "flow")) {
      document.attempt(() -> reader.flow(section)).ifPresent(flows::add);
    }
    document.throwIfRejected();
    return new WorldDraft(
        at, policy.orElse(PolicySource.standard().name()), extensions, delegations, flows);
  }

  private static List<Section> sections(TomlDocument document, String key) {
    return document.attempt(() -> document.root().sections(key)).orElse(List.of());
  }

  private static Instant moment(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no moment: write 2026-01-31T12:00:00Z", e);
    }
  }

  private WorldDraft.Newcomer newcomer(Section section) {
    section.allowOnly("name", "kind", "walls", "asks", "holds");
    String name = section.text("name");
    int slash = name.indexOf('/');
    if (slash < 1 || slash == name.length() - 1 || !names.add(name)) {
      throw section.rejected("name", "a name is publisher/name, and each is there once");
    }
    return new WorldDraft.Newcomer(
        new GrantRequest.Requester(
            name.substring(0, slash),
            name.substring(slash + 1),
            section.optionalText("kind").orElse("operator")),
        rights(section, "asks"),
        rights(section, "holds"),
        section
            .optionalParsed("walls", IsolationLabel::parse)
            .orElseGet(() -> IsolationLabel.parse("process")));
  }

  private static List<Right> rights(Section section, String key) {
    List<Right> rights = new ArrayList<>();
    for (String text : section.texts(key)) {
      try {
        rights.add(Right.parse(text));
      } catch (IllegalArgumentException e) {
        throw section.rejected(key, String.valueOf(e.getMessage()));
      }
    }
    return rights;
  }

  private WorldDraft.Delegation delegation(Section section) {
    section.allowOnly("from", "to", "right");
    return new WorldDraft.Delegation(
        known(section, "from"), known(section, "to"), section.parsed("right", Right::parse));
  }

  private World.Flow flow(Section section) {
    section.allowOnly("from", "to", "why");
    return new World.Flow(known(section, "from"), known(section, "to"), section.text("why"));
  }

  private String known(Section section, String key) {
    String name = section.text(key);
    if (!names.contains(name)) {
      throw section.rejected(key, "there is no extension '" + name + "' in this world");
    }
    return name;
  }
}
