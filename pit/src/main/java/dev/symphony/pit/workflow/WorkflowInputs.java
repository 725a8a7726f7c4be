package dev.symphony.pit.workflow;

import dev.symphony.document.DocumentException;
import dev.symphony.document.JsonText;
import dev.symphony.document.Nearest;
import dev.symphony.document.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The inputs of one run, each of the type that the workflow declares.
 *
 * @param values the inputs that are values, by name
 * @param directories the inputs that are directories, by name, as real paths
 */
public record WorkflowInputs(Map<String, Object> values, Map<String, Path> directories) {
  /** What problems with inputs name as their file. */
  private static final String SOURCE = "--input";

  public WorkflowInputs {
    values = Map.copyOf(values);
    directories = Map.copyOf(directories);
  }

  /**
   * Reads inputs as they are given on the command line: {@code NAME=VALUE}, or a bare value for the
   * only input, or else the only directory.
   *
   * @param base what relative directories are relative to
   * @throws DocumentException with problems of the codes {@code workflow-unknown-input}, {@code
   *     workflow-missing-input} and {@code workflow-input-type}
   */
  public static WorkflowInputs parse(Workflow workflow, List<String> arguments, Path base)
      throws DocumentException {
    return new Parser(workflow, base).parse(arguments);
  }

  /** Throws when an input that {@code workflow} declares is not there. */
  void requireAll(Workflow workflow) {
    for (String name : workflow.inputs().keySet()) {
      if (!values.containsKey(name) && !directories.containsKey(name)) {
        throw new IllegalArgumentException("the input '" + name + "' is missing");
      }
    }
  }

  private static final class Parser {
    private final Map<String, InputDeclaration> declared;
    private final Path base;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Path> directories = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    Parser(Workflow workflow, Path base) {
      this.declared = workflow.inputs();
      this.base = base;
    }

    WorkflowInputs parse(List<String> arguments) throws DocumentException {
      arguments.forEach(this::accept);
      declared.values().stream()
          .filter(d -> !values.containsKey(d.name()) && !directories.containsKey(d.name()))
          .forEach(this::acceptFallback);
      if (!problems.isEmpty()) {
        throw new DocumentException(problems);
      }
      return new WorkflowInputs(values, directories);
    }

    private void accept(String argument) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? "" : argument.substring(0, equals);
      if (name.matches("[A-Za-z][A-Za-z0-9_-]*")) {
        InputDeclaration declaration = declared.get(name);
        if (declaration == null) {
          String hint = Nearest.hint(name, declared.keySet());
          refuse("workflow-unknown-input", name, "the workflow has no such input" + hint);
        } else {
          accept(declaration, argument.substring(equals + 1));
        }
      } else {
        meant()
            .ifPresentOrElse(
                declaration -> accept(declaration, argument),
                () ->
                    refuse(
                        "workflow-unknown-input",
                        "",
                        "'" + argument + "': say which input this is, as NAME=VALUE" + known()));
      }
    }

    private Optional<InputDeclaration> meant() {
      List<InputDeclaration> all = List.copyOf(declared.values());
      List<InputDeclaration> roots =
          all.stream().filter(d -> d.type() == InputType.DIRECTORY).toList();
      List<InputDeclaration> candidates = all.size() == 1 ? all : roots;
      return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
    }

    private String known() {
      return declared.isEmpty()
          ? " (the workflow has no inputs)"
          : " (inputs: " + String.join(", ", declared.keySet()) + ")";
    }

    private void accept(InputDeclaration declaration, String text) {
      try {
        switch (declaration.type()) {
          case DIRECTORY -> directories.put(declaration.name(), directory(text));
          case STRING -> values.put(declaration.name(), text);
          case NUMBER, BOOLEAN, JSON -> values.put(declaration.name(), json(declaration, text));
        }
      } catch (IllegalArgumentException e) {
        refuse("workflow-input-type", declaration.name(), String.valueOf(e.getMessage()));
      }
    }

    private static Object json(InputDeclaration declaration, String text) {
      Object value = JsonText.parse(text);
      if (value == null || !declaration.type().admits(value)) {
        throw new IllegalArgumentException(
            "'" + text + "' is not of the type '" + declaration.type().id() + "'");
      }
      return value;
    }

    private Path directory(String text) {
      try {
        Path directory = base.resolve(text).toRealPath();
        if (Files.isDirectory(directory)) {
          return directory;
        }
      } catch (IOException e) {
        throw new IllegalArgumentException("there is no directory '" + text + "'", e);
      }
      throw new IllegalArgumentException("'" + text + "' is not a directory");
    }

    private void acceptFallback(InputDeclaration declaration) {
      Optional<Object> fallback = declaration.fallback();
      if (fallback.isEmpty()) {
        refuse(
            "workflow-missing-input",
            declaration.name(),
            "this input ("
                + declaration.type().id()
                + (declaration.description().isEmpty() ? "" : ": " + declaration.description())
                + ") is needed: give --input "
                + declaration.name()
                + "=...");
      } else if (declaration.type() == InputType.DIRECTORY) {
        accept(declaration, fallback.get().toString());
      } else {
        values.put(declaration.name(), fallback.get());
      }
    }

    private void refuse(String code, String name, String message) {
      problems.add(new Problem(code, SOURCE, Optional.empty(), name, message));
    }
  }
}
