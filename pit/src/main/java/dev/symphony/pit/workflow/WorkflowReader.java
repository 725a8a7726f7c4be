package dev.symphony.pit.workflow;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.document.Nearest;
import dev.symphony.document.Section;
import dev.symphony.document.TomlDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads workflow files; everything that is wrong with one is told at once. */
public final class WorkflowReader {
  /** The name of the workflow file in its directory. */
  public static final String FILE_NAME = "workflow.toml";

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

  private static final int MOST_LEVELS = 8;

  private final TomlDocument document;
  private final Section root;
  private final Place place;

  private WorkflowReader(TomlDocument document, Place place) {
    this.document = document;
    this.root = document.root();
    this.place = place;
  }

  /**
   * Where a workflow is, seen from the outermost one.
   *
   * @param directory relative to the outermost workflow file
   * @param level how many workflows are around it
   */
  private record Place(WorkflowSource source, String directory, int level) {
    private Place of(String directory) {
      return new Place(source, join(directory), level + 1);
    }

    private String join(String path) {
      return this.directory.isEmpty() ? path : this.directory + "/" + path;
    }
  }

  /**
   * Reads a workflow.
   *
   * @param file the name for messages
   * @throws DocumentException with problems of the codes {@code workflow-syntax}, {@code
   *     workflow-unknown-key}, {@code workflow-invalid}, {@code workflow-duplicate-node}, {@code
   *     workflow-unknown-node}, {@code workflow-unknown-input}, {@code workflow-bad-reference},
   *     {@code workflow-bad-retry} and {@code workflow-cycle}
   */
  public static Workflow read(String file, Bytes content) throws DocumentException {
    return read(file, content, WorkflowSource.NONE);
  }

  /**
   * Reads a workflow with those inside it.
   *
   * @param source where those inside it come from
   */
  public static Workflow read(String file, Bytes content, WorkflowSource source)
      throws DocumentException {
    TomlDocument document = TomlDocument.parse(file, "workflow", content);
    return new WorkflowReader(document, new Place(source, "", 0)).workflow();
  }

  private Workflow workflow() throws DocumentException {
    root.allowOnly("workflow", "inputs", "node", "report");
    Optional<Workflow.Header> header = document.attempt(this::header);
    Map<String, Optional<InputDeclaration>> inputs = inputs();
    Map<String, Optional<InputType>> types = new LinkedHashMap<>();
    inputs.forEach((name, input) -> types.put(name, input.map(InputDeclaration::type)));
    Map<String, Section> sections = nodeSections();
    NodeReader nodeReader = new NodeReader(types, sections.keySet());
    List<Node> nodes = new ArrayList<>();
    sections.forEach((id, section) ->
        document.attempt(() -> nodeReader.node(id, section)).ifPresent(nodes::add));
    Optional<Template> report = document.attempt(() -> report(nodeReader)).flatMap(found -> found);
    document.throwIfRejected();
    List<Node> spliced = new ArrayList<>();
    for (Node node : nodes) {
      spliced.addAll(spliced(node, sections.getOrDefault(node.id(), root)));
    }
    document.throwIfRejected();
    rejectCycle(spliced, sections);
    return new Workflow(
        header.orElseThrow(),
        inputs.values().stream().flatMap(Optional::stream).toList(),
        spliced,
        report);
  }

  private List<Node> spliced(Node node, Section section) throws DocumentException {
    if (!(node.work() instanceof Node.Work.Inner)) {
      return List.of(node);
    }
    String directory = section.text("workflow");
    Optional<Workflow> inner = inner(directory, section);
    if (inner.isEmpty()) {
      return List.of();
    }
    InnerWorkflow splice = new InnerWorkflow(node, inner.get(), directory);
    document.attempt(() -> {
      splice
          .missingInput()
          .ifPresent(name -> {
            throw section.rejected(
                "missing-input", "workflow", "the workflow inside needs the input '" + name + "'");
          });
      splice
          .unknownInput()
          .ifPresent(name -> {
            throw section.rejected(
                "unknown-input", "workflow", "the workflow inside has no input '" + name + "'");
          });
      return splice;
    });
    return splice.nodes();
  }

  private Optional<Workflow> inner(String directory, Section section) throws DocumentException {
    Place within = place.of(directory);
    Optional<Bytes> text =
        document.attempt(() -> {
          if (within.level() > MOST_LEVELS) {
            throw section.rejected("workflow", "workflows are nested too deep");
          }
          try {
            return within.source().read(within.join(FILE_NAME));
          } catch (IOException e) {
            throw section.rejected("workflow", "can't read it: " + e.getMessage());
          }
        });
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new WorkflowReader(
                    TomlDocument.parse(within.join(FILE_NAME), "workflow", text.get()), within)
                .workflow());
  }

  private Workflow.Header header() {
    Section section = root.section("workflow");
    section.allowOnly("name", "version", "description");
    return new Workflow.Header(
        section.parsed("name", WorkflowReader::name),
        section.optionalText("version").orElse(""),
        section.optionalText("description").orElse(""));
  }

  static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a name (a letter, then letters, digits, '_' or '-')");
    }
    return text;
  }

  private Map<String, Optional<InputDeclaration>> inputs() {
    Map<String, Optional<InputDeclaration>> inputs = new LinkedHashMap<>();
    Optional<Section> section =
        document.attempt(() -> root.optionalSection("inputs")).flatMap(found -> found);
    for (Section all : section.stream().toList()) {
      for (String name : all.keys()) {
        inputs.put(name, document.attempt(() -> input(all, name)));
      }
    }
    return inputs;
  }

  private static InputDeclaration input(Section all, String name) {
    Section section = all.section(name);
    section.allowOnly("type", "description", "default");
    String id = section.text("type");
    InputType type =
        InputType.named(id)
            .orElseThrow(() ->
                section.rejected(
                    "type",
                    "'"
                        + id
                        + "' is not a type"
                        + Nearest.hint(id, InputType.ids())
                        + " (allowed: "
                        + String.join(", ", InputType.ids())
                        + ")"));
    Optional<Object> fallback = section.optionalValue("default");
    if (fallback.isPresent() && !type.admits(fallback.get())) {
      throw section.rejected("default", "the default is not of the type '" + type.id() + "'");
    }
    return new InputDeclaration(
        name, type, section.optionalText("description").orElse(""), fallback);
  }

  private Map<String, Section> nodeSections() {
    Map<String, Section> sections = new LinkedHashMap<>();
    List<Section> all = document.attempt(() -> root.sections("node")).orElse(List.of());
    for (Section section : all) {
      document.attempt(() -> {
        String id = section.parsed("id", WorkflowReader::name);
        if (sections.putIfAbsent(id, section) != null) {
          throw section.rejected(
              "duplicate-node", "id", "there is another node called '" + id + "'");
        }
        return id;
      });
    }
    if (all.isEmpty()) {
      document.attempt(() -> {
        throw root.rejected("node", "a workflow needs at least one [[node]]");
      });
    }
    return sections;
  }

  private Optional<Template> report(NodeReader nodes) {
    return root.optionalSection("report")
        .map(section -> {
          section.allowOnly("output");
          return nodes.template(section, "output", section.value("output"));
        });
  }

  private void rejectCycle(List<Node> nodes, Map<String, Section> sections)
      throws DocumentException {
    List<String> cycle = Dependencies.of(nodes).findCycle();
    if (!cycle.isEmpty()) {
      Section first = sections.getOrDefault(cycle.getFirst(), root);
      document.attempt(() -> {
        throw first.rejected(
            "cycle", "id", "these nodes wait for one another: " + String.join(" -> ", cycle));
      });
      document.throwIfRejected();
    }
  }
}
