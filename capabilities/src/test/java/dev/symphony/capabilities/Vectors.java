package dev.symphony.capabilities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The published test vectors beside the checkout, where they are there. */
public final class Vectors {
  private static final Path DIRECTORY = Path.of("..", "..", "shared", "vectors").normalize();

  private Vectors() {}

  /** A vector file's content; says on the console when it is not there. */
  public static Optional<byte[]> read(String name) throws IOException {
    Path file = DIRECTORY.resolve(name);
    if (!Files.exists(file)) {
      System.out.println("The test vectors ../shared/vectors/" + name + " are not there.");
      return Optional.empty();
    }
    return Optional.of(Files.readAllBytes(file));
  }

  /** A vector file's content as JSON. */
  public static Optional<JsonNode> json(String name) throws IOException {
    Optional<byte[]> content = read(name);
    return content.isEmpty()
        ? Optional.empty()
        : Optional.of(new ObjectMapper().readTree(content.get()));
  }
}
