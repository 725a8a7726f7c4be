package dev.symphony.pit.workflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A value with references in it, which are filled in when the node is to run. */
public sealed interface Template {

  /** A value as it is: text, number, true or false. */
  record Literal(Object value) implements Template {}

  /** The value of a reference. */
  record Filled(Reference reference) implements Template {}

  /** A part of a template, by keys. */
  record PartOf(Template whole, List<String> path) implements Template {
    public PartOf {
      path = List.copyOf(path);
    }
  }

  /** A list of templates. */
  record Items(List<Template> items) implements Template {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A table of templates. */
  record Table(Map<String, Template> entries) implements Template {
    public Table {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /** All references in it. */
  default Stream<Reference> references() {
    return switch (this) {
      case Literal literal -> Stream.empty();
      case Filled filled -> Stream.of(filled.reference());
      case PartOf part -> part.whole().references();
      case Items list -> list.items().stream().flatMap(Template::references);
      case Table table -> table.entries().values().stream().flatMap(Template::references);
    };
  }

  /** The template with another in the place of each reference. */
  default Template replace(Function<Reference, Template> replacement) {
    return switch (this) {
      case Literal literal -> literal;
      case Filled filled -> replacement.apply(filled.reference());
      case PartOf part -> new PartOf(part.whole().replace(replacement), part.path());
      case Items list ->
          new Items(list.items().stream().map(item -> item.replace(replacement)).toList());
      case Table table -> {
        Map<String, Template> entries = new LinkedHashMap<>();
        table.entries().forEach((key, entry) -> entries.put(key, entry.replace(replacement)));
        yield new Table(entries);
      }
    };
  }

  /** The value, with what {@code lookup} says for each reference. */
  default @Nullable Object fill(Function<Reference, @Nullable Object> lookup) {
    return switch (this) {
      case Literal literal -> literal.value();
      case Filled filled -> lookup.apply(filled.reference());
      case PartOf part -> Reference.Part.of(part.path(), part.whole().fill(lookup));
      case Items list -> {
        List<@Nullable Object> values = new ArrayList<>();
        list.items().forEach(item -> values.add(item.fill(lookup)));
        yield Collections.unmodifiableList(values);
      }
      case Table table -> {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        table.entries().forEach((key, entry) -> values.put(key, entry.fill(lookup)));
        yield Collections.unmodifiableMap(values);
      }
    };
  }

  /**
   * The template that a value of a document stands for.
   *
   * @throws IllegalArgumentException when a text in it looks like a reference and is none
   */
  static Template of(Object value) {
    return switch (value) {
      case String text when Reference.isMeant(text) ->
          new Filled(
              Reference.parse(text)
                  .orElseThrow(() ->
                      new IllegalArgumentException(
                          "'"
                              + text
                              + "' is not a reference: the whole text has to be ${inputs.NAME},"
                              + " ${nodes.ID.output}, ${nodes.ID.outcome}, ${item} or ${index}")));
      case List<?> list -> new Items(list.stream().map(Template::of).toList());
      case Map<?, ?> map -> {
        Map<String, Template> entries = new LinkedHashMap<>();
        map.forEach((key, entry) -> entries.put((String) key, of(entry)));
        yield new Table(entries);
      }
      default -> new Literal(value);
    };
  }
}
