package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The input of an extension that is run by itself.
 *
 * @param value an object of the {@code K=V} inputs; a V that is JSON counts as JSON, else as text
 * @param root the directory among the inputs, if there is one
 */
record ExtensionInput(Map<String, @Nullable Object> value, Optional<Path> root) {

  /**
   * Reads inputs as on the command line.
   *
   * @throws UserError {@code usage-input} when one is neither {@code K=V} nor a directory
   */
  static ExtensionInput parse(List<String> arguments) throws UserError {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    Optional<Path> root = Optional.empty();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals > 0) {
        value.put(argument.substring(0, equals), JsonText.lenient(argument.substring(equals + 1)));
      } else if (Files.isDirectory(Path.of(argument)) && root.isEmpty()) {
        root = Optional.of(Path.of(argument));
      } else {
        throw new UserError(
            "usage-input", "'" + argument + "' is neither NAME=VALUE nor a directory");
      }
    }
    return new ExtensionInput(value, root);
  }
}
