package dev.symphony.pit.workflow;

import dev.symphony.document.Nearest;
import dev.symphony.document.Quantities;
import dev.symphony.document.Section;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code [[node]]} parts of a workflow, against the names that the workflow declares. */
final class NodeReader {
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
    section.allowOnly("id", "extension", "input", "grants", "needs", "soft", "on_failure", "retry");
    Template input =
        section
            .optionalValue("input")
            .map(value -> template(section, "input", value))
            .orElse(new Template.Table(Map.of()));
    Set<String> needs = new LinkedHashSet<>(ids(section, "needs"));
    Set<String> after = new LinkedHashSet<>(ids(section, "soft"));
    input.references().forEach(reference -> addDependency(reference, needs, after));
    after.removeAll(needs);
    return new Node(
        id,
        section.text("extension"),
        input,
        grants(section),
        needs,
        after,
        onFailure(section),
        section.optionalSection("retry").map(NodeReader::retry).orElse(Retry.NEVER));
  }

  private static void addDependency(Reference reference, Set<String> needs, Set<String> after) {
    switch (reference) {
      case Reference.Input input -> {}
      case Reference.Output output -> needs.add(output.node());
      case Reference.Outcome outcome -> after.add(outcome.node());
    }
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
      case Reference.Input input -> {
        if (requireInput(section, key, input.name())
            .filter(type -> type == InputType.DIRECTORY)
            .isPresent()) {
          throw section.rejected(
              "bad-reference",
              key,
              "'"
                  + input.name()
                  + "' is a directory: it reaches a guest only through grants, as grants = { files"
                  + " = \"${inputs."
                  + input.name()
                  + "}\" }");
        }
      }
      case Reference.Output output -> requireNode(section, key, output.node());
      case Reference.Outcome outcome -> requireNode(section, key, outcome.node());
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

  private static Node.OnFailure onFailure(Section section) {
    String text = section.optionalText("on_failure").orElse("fail");
    return switch (text) {
      case "fail" -> Node.OnFailure.FAIL;
      case "continue" -> Node.OnFailure.CONTINUE;
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
