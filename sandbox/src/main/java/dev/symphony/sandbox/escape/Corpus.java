package dev.symphony.sandbox.escape;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * All attempts. Each is a file in the resources beside this class; its first lines are comments:
 * {@code proof: NAME}, {@code behind: jail} where the jail would hold it too, and a sentence.
 */
public final class Corpus {
  /** The files that every attempt is run with. */
  static final List<String> SHARED = List.of("run", "routes");

  private static final String INDEX = "corpus.txt";

  private Corpus() {}

  /** Every attempt in a language, by category. */
  public static List<Attempt> in(Language language) {
    return resource(INDEX).lines().map(name -> read(name, language)).toList();
  }

  /** The attempt of that name. */
  public static Attempt named(String name, Language language) {
    return read(name, language);
  }

  /** A guest with a secret, called with it: what the attempts of its neighbours are after. */
  public static GuestProgram neighbour(Language language) {
    String file = file("neighbour", language);
    return new GuestProgram(
        language, GuestProgram.Form.MODULE, file, Map.of(file, Bytes.utf8(resource(file))));
  }

  static String file(String name, Language language) {
    return switch (language) {
      case JAVASCRIPT -> name + ".mjs";
      case PYTHON -> name + ".py";
    };
  }

  private static Attempt read(String name, Language language) {
    String text = resource(file(name, language));
    String proof = "";
    String description = "";
    Attempt.Reach reach = Attempt.Reach.PROCESS;
    for (String line : comments(text, language)) {
      if (line.startsWith("proof: ")) {
        proof = line.substring("proof: ".length());
      } else if (line.equals("behind: jail")) {
        reach = Attempt.Reach.SYSTEM;
      } else {
        description = description.isEmpty() ? line : description + " " + line;
      }
    }
    return new Attempt(name, language, Proof.named(proof), reach, description, text);
  }

  private static List<String> comments(String text, Language language) {
    String sign =
        switch (language) {
          case JAVASCRIPT -> "// ";
          case PYTHON -> "# ";
        };
    return text.lines()
        .takeWhile(line -> line.startsWith(sign))
        .map(line -> line.substring(sign.length()))
        .toList();
  }

  static String resource(String name) {
    try (InputStream in = Corpus.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
