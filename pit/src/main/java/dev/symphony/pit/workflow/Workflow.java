package dev.symphony.pit.workflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A workflow as declared: nodes, what they need of one another, and the inputs of the whole. Only
 * {@link WorkflowReader} makes one, after it has checked that every reference leads somewhere and
 * that there is no cycle.
 */
public final class Workflow {
  private final String name;
  private final String version;
  private final String description;
  private final Map<String, InputDeclaration> inputs;
  private final Map<String, Node> nodes;
  private final Optional<Template> report;

  Workflow(
      Header header, List<InputDeclaration> inputs, List<Node> nodes, Optional<Template> report) {
    this.name = header.name();
    this.version = header.version();
    this.description = header.description();
    Map<String, InputDeclaration> byName = new LinkedHashMap<>();
    inputs.forEach(input -> byName.put(input.name(), input));
    this.inputs = Collections.unmodifiableMap(byName);
    Map<String, Node> byId = new LinkedHashMap<>();
    nodes.forEach(node -> byId.put(node.id(), node));
    this.nodes = Collections.unmodifiableMap(byId);
    this.report = report;
  }

  /** The {@code [workflow]} part. */
  record Header(String name, String version, String description) {}

  /** The name. */
  public String name() {
    return name;
  }

  /** The version; empty when none is told. */
  public String version() {
    return version;
  }

  /** One line about it; empty when none is told. */
  public String description() {
    return description;
  }

  /** The inputs by name, in the order of the declaration. */
  public Map<String, InputDeclaration> inputs() {
    return inputs;
  }

  /** The nodes by id, in the order of the declaration. */
  public Map<String, Node> nodes() {
    return nodes;
  }

  /** What is shown at the end, if something is. */
  public Optional<Template> report() {
    return report;
  }

  /** The ids of the nodes, in the order of the declaration. */
  List<String> ids() {
    return new ArrayList<>(nodes.keySet());
  }
}
