package dev.symphony.pit.workflow;

import dev.symphony.pit.schedule.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A workflow that stands for one node of another: its nodes, called {@code outer/inner}, and a last
 * one that has the name of the node and returns what the inner report is.
 */
final class InnerWorkflow {
  private final Node outer;
  private final Workflow inner;
  private final String directory;

  /**
   * An inner workflow.
   *
   * @param outer the node, with its inputs, grants and what it waits for
   * @param directory where the inner workflow is, relative to the outermost workflow file
   */
  InnerWorkflow(Node outer, Workflow inner, String directory) {
    this.outer = outer;
    this.inner = inner;
    this.directory = directory;
  }

  /** An input of the inner workflow that the node does not give, if there is one. */
  Optional<String> missingInput() {
    return inner.inputs().values().stream()
        .filter(input -> input.fallback().isEmpty() || input.type() == InputType.DIRECTORY)
        .map(InputDeclaration::name)
        .filter(name -> !outer.grants().containsKey(name) && given(name).isEmpty())
        .findFirst();
  }

  /** Something that the node gives and the inner workflow has no input for, if there is one. */
  Optional<String> unknownInput() {
    Set<String> names = new LinkedHashSet<>(outer.grants().keySet());
    if (outer.input() instanceof Template.Table table) {
      names.addAll(table.entries().keySet());
    }
    names.removeAll(inner.inputs().keySet());
    return names.stream().findFirst();
  }

  private Optional<Template> given(String name) {
    return outer.input() instanceof Template.Table table
        ? Optional.ofNullable(table.entries().get(name))
        : Optional.empty();
  }

  /** The nodes that the outer workflow gets in the place of the node; the last has its name. */
  List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    nodes.add(join());
    inner.nodes().values().forEach(node -> nodes.add(spliced(node)));
    return nodes;
  }

  private Node join() {
    Set<String> all = new LinkedHashSet<>();
    inner.nodes().keySet().forEach(id -> all.add(prefixed(id)));
    Set<String> direct = new LinkedHashSet<>(all);
    Set<String> after = new LinkedHashSet<>(outer.waits().after());
    after.addAll(all);
    inner.nodes().values().stream()
        .filter(node -> node.work() instanceof Node.Work.Inner)
        .forEach(node ->
            ((Node.Work.Inner) node.work()).nodes().forEach(n -> direct.remove(prefixed(n))));
    return new Node(
        outer.id(),
        new Node.Work.Inner(direct, inner.report().map(this::substituted)),
        new Template.Table(Map.of()),
        Map.of(),
        new Node.Waits(outer.waits().needs(), after, Set.of()),
        Node.Turn.ONCE,
        new Step.Policy(outer.policy().onFailure(), outer.policy().retry(), 1, Optional.empty()));
  }

  private Node spliced(Node node) {
    Set<String> needs = prefixed(node.waits().needs());
    needs.addAll(outer.waits().needs());
    Set<String> after = prefixed(node.waits().after());
    after.addAll(outer.waits().after());
    after.removeAll(needs);
    Map<String, String> grants = new LinkedHashMap<>();
    node.grants()
        .forEach(
            (capability, name) -> grants.put(capability, outer.grants().getOrDefault(name, name)));
    return new Node(
        prefixed(node.id()),
        work(node.work()),
        substituted(node.input()),
        grants,
        new Node.Waits(needs, after, prefixed(node.waits().together())),
        turn(node.turn()),
        node.policy());
  }

  private Node.Work work(Node.Work work) {
    return switch (work) {
      case Node.Work.Extension extension ->
          new Node.Work.Extension(
              extension.directories().stream().map(path -> directory + "/" + path).toList());
      case Node.Work.Inner deeper ->
          new Node.Work.Inner(prefixed(deeper.nodes()), deeper.result().map(this::substituted));
    };
  }

  private Node.Turn turn(Node.Turn turn) {
    return new Node.Turn(
        turn.when().map(when -> new Condition(substituted(when.value()), when.test())),
        turn.each()
            .map(each -> new FanOut(substituted(each.items()), each.batch(), each.gather())));
  }

  private String prefixed(String id) {
    return outer.id() + "/" + id;
  }

  private Set<String> prefixed(Set<String> ids) {
    Set<String> prefixed = new LinkedHashSet<>();
    ids.forEach(id -> prefixed.add(prefixed(id)));
    return prefixed;
  }

  private Template substituted(Template template) {
    return template.replace(this::substituted);
  }

  private Template substituted(Reference reference) {
    return switch (reference) {
      case Reference.Input input -> given(input.name()).orElseGet(() -> fallback(input.name()));
      case Reference.Output output ->
          new Template.Filled(new Reference.Output(prefixed(output.node())));
      case Reference.Outcome outcome ->
          new Template.Filled(new Reference.Outcome(prefixed(outcome.node())));
      case Reference.Item item -> new Template.Filled(item);
      case Reference.Index index -> new Template.Filled(index);
      case Reference.Part part -> part(substituted(part.whole()), part.path());
    };
  }

  private Template fallback(String name) {
    InputDeclaration declaration = inner.inputs().get(name);
    return declaration == null
        ? new Template.Table(Map.of())
        : new Template.Literal(declaration.fallback().orElse(""));
  }

  private static Template part(Template whole, List<String> path) {
    return whole instanceof Template.Filled filled
        ? new Template.Filled(new Reference.Part(filled.reference(), path))
        : new Template.PartOf(whole, path);
  }
}
