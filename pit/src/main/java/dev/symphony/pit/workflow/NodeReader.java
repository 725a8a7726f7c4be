package dev.symphony.pit.workflow;

import dev.symphony.document.Nearest;
import dev.symphony.document.Quantities;
import dev.symphony.document.Section;
import dev.symphony.pit.schedule.Retry;
import dev.symphony.pit.schedule.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the {@code [[node]]} parts of a workflow, against the names that the workflow declares. */
final class NodeReader {
  private static final List<String> NOT_FOR_WORKFLOWS =
      List.of(
          "extension",
          "fallback",
          "each",
          "batch",
          "gather",
          "when",
          "retry",
          "timeout",
          "parallel");

  private final Map<String, Optional<InputType>> inputs;
  private final Set<String> nodes;

  /**
   * A reader.
   *
   * @param inputs the declared inputs; one without a type is declared wrongly, and every use of it
   *     passes, so that one fault is told once
   */
  NodeReader(Map<String, Optional<InputType>> inputs, Set<String> nodes) {
    this.inputs = inputs;
    this.nodes = nodes;
  }

  Node node(String id, Section section) {
    section.allowOnly(
        "id",
        "extension",
        "workflow",
        "fallback",
        "input",
        "grants",
        "needs",
        "soft",
        "optional",
        "parallel",
        "when",
        "each",
        "batch",
        "gather",
        "on_failure",
        "retry",
        "timeout");
    Template input =
        section
            .optionalValue("input")
            .map(value -> template(section, "input", value))
            .orElse(new Template.Table(Map.of()));
    Node.Turn turn = new TurnReader(this, section).turn();
    Node.Work work = work(section);
    return new Node(
        id,
        work,
        input,
        grants(section),
        waits(section, Stream.concat(input.references(), TurnReader.references(turn)).toList()),
        turn,
        policy(section, work));
  }

  private static Node.Work work(Section section) {
    if (section.optionalText("workflow").isEmpty()) {
      List<String> extensions = new ArrayList<>(List.of(section.text("extension")));
      extensions.addAll(section.texts("fallback"));
      return new Node.Work.Extension(extensions);
    }
    for (String key : NOT_FOR_WORKFLOWS) {
      if (section.keys().contains(key)) {
        throw section.rejected(key, "this is for a node with an extension, not with a workflow");
      }
    }
    return new Node.Work.Inner(Set.of(), Optional.empty());
  }

  private Node.Waits waits(Section section, List<Reference> references) {
    Set<String> needs = new LinkedHashSet<>(ids(section, "needs"));
    Set<String> after = new LinkedHashSet<>(ids(section, "soft"));
    Set<String> optional = new LinkedHashSet<>(ids(section, "optional"));
    after.addAll(optional);
    references.stream()
        .map(Reference::source)
        .forEach(reference -> {
          switch (reference) {
            case Reference.Output output when !optional.contains(output.node()) ->
                needs.add(output.node());
            case Reference.Outcome outcome -> after.add(outcome.node());
            case Reference.Output o -> {}
            case Reference.Input i -> {}
            case Reference.Item i -> {}
            case Reference.Index i -> {}
            case Reference.Part p -> {}
          }
        });
    after.removeAll(needs);
    return new Node.Waits(needs, after, new LinkedHashSet<>(ids(section, "parallel")));
  }

  private List<String> ids(Section section, String key) {
    List<String> ids = section.texts(key);
    ids.forEach(id -> requireNode(section, key, id));
    return ids;
  }

  private void requireNode(Section section, String key, String id) {
    if (!nodes.contains(id)) {
      throw section.rejected(
          "unknown-node", key, "there is no node '" + id + "'" + Nearest.hint(id, nodes));
    }
  }

  private Optional<InputType> requireInput(Section section, String key, String name) {
    return Optional.ofNullable(inputs.get(name))
        .orElseThrow(() ->
            section.rejected(
                "unknown-input",
                key,
                "there is no input '" + name + "'" + Nearest.hint(name, inputs.keySet())));
  }

  /** The template that {@code value} stands for; everything it refers to is there. */
  Template template(Section section, String key, Object value) {
    Template template;
    try {
      template = Template.of(value);
    } catch (IllegalArgumentException e) {
      throw section.rejected("bad-reference", key, String.valueOf(e.getMessage()));
    }
    template.references().forEach(reference -> check(section, key, reference));
    return template;
  }

  private void check(Section section, String key, Reference reference) {
    switch (reference) {
      case Reference.Input input -> requireValue(section, key, input.name());
      case Reference.Output output -> requireNode(section, key, output.node());
      case Reference.Outcome outcome -> requireNode(section, key, outcome.node());
      case Reference.Part part -> check(section, key, part.whole());
      case Reference.Item item -> requireItems(section, key);
      case Reference.Index index -> requireItems(section, key);
    }
  }

  private static void requireItems(Section section, String key) {
    if (!key.equals("input") || !section.keys().contains("each")) {
      throw section.rejected(
          "bad-reference", key, "${item} and ${index} are for the input of a node with 'each'");
    }
  }

  private void requireValue(Section section, String key, String name) {
    if (requireInput(section, key, name).filter(type -> type == InputType.DIRECTORY).isPresent()) {
      throw section.rejected(
          "bad-reference",
          key,
          "'"
              + name
              + "' is a directory: it reaches a guest only through grants, as grants = { files"
              + " = \"${inputs."
              + name
              + "}\" }");
    }
  }

  private Map<String, String> grants(Section section) {
    Map<String, String> grants = new LinkedHashMap<>();
    section
        .optionalSection("grants")
        .ifPresent(all -> all.keys().forEach(key -> grants.put(key, directory(all, key))));
    return grants;
  }

  private String directory(Section grants, String key) {
    if (Reference.parse(grants.text(key)).orElse(null) instanceof Reference.Input input
        && requireInput(grants, key, input.name())
            .filter(type -> type != InputType.DIRECTORY)
            .isEmpty()) {
      return input.name();
    }
    throw grants.rejected(
        "bad-reference", key, "name an input of the type directory here, as \"${inputs.source}\"");
  }

  private static Step.Policy policy(Section section, Node.Work work) {
    int variants =
        work instanceof Node.Work.Extension extension ? extension.directories().size() : 1;
    return new Step.Policy(
        onFailure(section),
        section.optionalSection("retry").map(NodeReader::retry).orElse(Retry.NEVER),
        variants,
        section.optionalParsed("timeout", NodeReader::timeout));
  }

  private static Duration timeout(String text) {
    Duration timeout = Quantities.duration(text);
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("a time-out is longer than nothing");
    }
    return timeout;
  }

  private static Step.OnFailure onFailure(Section section) {
    String text = section.optionalText("on_failure").orElse("fail");
    return switch (text) {
      case "fail" -> Step.OnFailure.FAIL;
      case "continue" -> Step.OnFailure.CONTINUE;
      default ->
          throw section.rejected(
              "on_failure",
              "'" + text + "' is not an answer to a failure (allowed: fail, continue)");
    };
  }

  private static Retry retry(Section section) {
    section.allowOnly("attempts", "backoff");
    try {
      long attempts = section.optionalWhole("attempts").orElse(2L);
      return new Retry(
          Math.toIntExact(Math.clamp(attempts, -1, Retry.MAX_ATTEMPTS + 1)),
          Quantities.duration(section.optionalText("backoff").orElse("200ms")));
    } catch (IllegalArgumentException e) {
      String key = section.keys().contains("attempts") ? "attempts" : "backoff";
      throw section.rejected("bad-retry", key, String.valueOf(e.getMessage()));
    }
  }
}
