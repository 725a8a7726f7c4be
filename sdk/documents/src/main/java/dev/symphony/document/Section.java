package dev.symphony.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A table of a document. Asking for a value of the wrong kind, or for a required one that is
 * missing, throws {@link RejectedKey} with the position and what is allowed.
 */
public final class Section {
  private final TomlDocument document;
  private final String path;
  private final ObjectNode table;

  Section(TomlDocument document, String path, ObjectNode table) {
    this.document = document;
    this.path = path;
    this.table = table;
  }

  /** The keys, in the order of the text. */
  public Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    table.fieldNames().forEachRemaining(keys::add);
    return Collections.unmodifiableSet(keys);
  }

  /** Makes every key that is not one of {@code known} a problem of the document. */
  public void allowOnly(String... known) {
    List<String> allowed = List.of(known);
    for (String key : keys()) {
      if (!allowed.contains(key)) {
        String message =
            "unknown key"
                + Nearest.hint(key, allowed)
                + " (allowed: "
                + String.join(", ", allowed)
                + ")";
        document.add(document.problem("unknown-key", KeyPath.child(path, key), message));
      }
    }
  }

  /** The refusal of the value of {@code key}: throw it. */
  public RejectedKey rejected(String key, String message) {
    return rejected("invalid", key, message);
  }

  /** A refusal with the code {@code PREFIX-slug}. */
  public RejectedKey rejected(String slug, String key, String message) {
    return new RejectedKey(document.problem(slug, KeyPath.child(path, key), message));
  }

  /** A text that has to be there. */
  public String text(String key) {
    return optionalText(key).orElseThrow(() -> missing(key, "a text"));
  }

  /** A text, if the key is there. */
  public Optional<String> optionalText(String key) {
    return find(key)
        .map(node -> {
          if (!node.isTextual()) {
            throw wrongKind(key, node, "a text");
          }
          return plainText(key, node.textValue());
        });
  }

  /** A text on one line that has to be there. */
  public String line(String key) {
    return plainLine(key, text(key));
  }

  /** A text on one line, if the key is there. */
  public Optional<String> optionalLine(String key) {
    return optionalText(key).map(text -> plainLine(key, text));
  }

  private String plainText(String key, String text) {
    if (!PlainText.isPlain(text)) {
      throw rejected(key, "it has characters that don't show, or that change how text shows");
    }
    return text;
  }

  private String plainLine(String key, String text) {
    if (!PlainText.isPlainLine(text)) {
      throw rejected(key, "this has to be on one line");
    }
    return text;
  }

  /**
   * A text on one line that {@code reader} understands; its {@link IllegalArgumentException} is the
   * reason.
   */
  public <T> T parsed(String key, Function<String, T> reader) {
    return parse(key, text(key), reader);
  }

  /** A text that {@code reader} understands, if the key is there. */
  public <T> Optional<T> optionalParsed(String key, Function<String, T> reader) {
    return optionalText(key).map(text -> parse(key, text, reader));
  }

  private <T> T parse(String key, String text, Function<String, T> reader) {
    try {
      return reader.apply(plainLine(key, text));
    } catch (IllegalArgumentException e) {
      throw rejected(key, String.valueOf(e.getMessage()));
    }
  }

  /** A list of texts, each on one line; empty when the key is not there. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : elements(key, "a list of texts")) {
      if (!element.isTextual()) {
        throw wrongKind(key, element, "a list of texts");
      }
      texts.add(plainLine(key, plainText(key, element.textValue())));
    }
    return texts;
  }

  /** True or false, if the key is there. */
  public Optional<Boolean> optionalFlag(String key) {
    return find(key)
        .map(node -> {
          if (!node.isBoolean()) {
            throw wrongKind(key, node, "true or false");
          }
          return node.booleanValue();
        });
  }

  /** A whole number, if the key is there. */
  public Optional<Long> optionalWhole(String key) {
    return find(key)
        .map(node -> {
          if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw wrongKind(key, node, "a whole number");
          }
          return node.longValue();
        });
  }

  /** A value of any kind, if the key is there. */
  public Optional<Object> optionalValue(String key) {
    return find(key).map(node -> plain(key, node));
  }

  /** A value of any kind that has to be there. */
  public Object value(String key) {
    return optionalValue(key).orElseThrow(() -> missing(key, "a value"));
  }

  /** A table that has to be there. */
  public Section section(String key) {
    return optionalSection(key).orElseThrow(() -> missing(key, "a table"));
  }

  /** A table, if the key is there. */
  public Optional<Section> optionalSection(String key) {
    return find(key).map(node -> section(key, KeyPath.child(path, key), node));
  }

  /** A list of tables ({@code [[key]]}); empty when the key is not there. */
  public List<Section> sections(String key) {
    List<Section> sections = new ArrayList<>();
    String list = KeyPath.child(path, key);
    for (JsonNode element : elements(key, "a list of tables, each under [[" + key + "]]")) {
      sections.add(section(key, KeyPath.element(list, sections.size()), element));
    }
    return sections;
  }

  private Section section(String key, String at, JsonNode node) {
    if (node instanceof ObjectNode found) {
      return new Section(document, at, found);
    }
    throw wrongKind(key, node, "a table");
  }

  private Iterable<JsonNode> elements(String key, String wanted) {
    return find(key)
        .<Iterable<JsonNode>>map(node -> {
          if (!node.isArray()) {
            throw wrongKind(key, node, wanted);
          }
          return node;
        })
        .orElse(List.of());
  }

  private Optional<JsonNode> find(String key) {
    return Optional.ofNullable(table.get(key));
  }

  private RejectedKey missing(String key, String wanted) {
    String at = KeyPath.child(path, key);
    Problem atParent = document.problem("invalid", path, "missing: " + wanted + " is needed here");
    return new RejectedKey(
        new Problem(atParent.code(), atParent.file(), atParent.position(), at, atParent.message()));
  }

  private RejectedKey wrongKind(String key, JsonNode node, String wanted) {
    return rejected(key, "this is " + kind(node) + ", but has to be " + wanted);
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case ARRAY -> "a list";
      case OBJECT -> "a table";
      case BINARY, MISSING, NULL, POJO -> "a value of another kind";
    };
  }

  private Object plain(String key, JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> number(key, node);
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        node.forEach(element -> list.add(plain(key, element)));
        yield Collections.unmodifiableList(list);
      }
      case OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach(e -> map.put(e.getKey(), plain(key, e.getValue())));
        yield Collections.unmodifiableMap(map);
      }
      case BINARY, MISSING, NULL, POJO -> throw wrongKind(key, node, "a plain value");
    };
  }

  private Object number(String key, JsonNode node) {
    if (node.isIntegralNumber()) {
      if (!node.canConvertToLong()) {
        throw rejected(key, "this number does not fit into 64 bits");
      }
      return node.longValue();
    }
    if (!Double.isFinite(node.doubleValue())) {
      throw rejected(key, "this number is not finite");
    }
    return node.doubleValue();
  }
}
