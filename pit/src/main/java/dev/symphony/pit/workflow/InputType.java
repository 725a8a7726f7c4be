package dev.symphony.pit.workflow;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What may be given for an input of a workflow. */
public enum InputType {
  /** A directory; it reaches guests through grants only, never as a value. */
  DIRECTORY("directory"),
  /** A text. */
  STRING("string"),
  /** A number. */
  NUMBER("number"),
  /** True or false. */
  BOOLEAN("boolean"),
  /** Any value. */
  JSON("json");

  private final String id;

  InputType(String id) {
    this.id = id;
  }

  /** The name in workflow files. */
  public String id() {
    return id;
  }

  /** The type with that name, if there is one. */
  public static Optional<InputType> named(String id) {
    return Arrays.stream(values()).filter(t -> t.id.equals(id)).findFirst();
  }

  /** The names of all types. */
  static List<String> ids() {
    return Arrays.stream(values()).map(InputType::id).toList();
  }

  /** Whether {@code value} is of this type; a directory is the text of its path. */
  boolean admits(Object value) {
    return switch (this) {
      case DIRECTORY, STRING -> value instanceof String;
      case NUMBER -> value instanceof Number;
      case BOOLEAN -> value instanceof Boolean;
      case JSON ->
          value instanceof String
              || value instanceof Number
              || value instanceof Boolean
              || value instanceof List<?>
              || value instanceof Map<?, ?>;
    };
  }
}
