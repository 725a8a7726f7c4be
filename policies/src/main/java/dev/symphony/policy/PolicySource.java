package dev.symphony.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The text of a policy set, from wherever it comes.
 *
 * @param name the name for messages and decisions
 * @param text Cedar policies
 */
public record PolicySource(String name, String text) {

  /** The set for extensions of third parties. */
  public static PolicySource standard() {
    return new PolicySource("default", resource("default.cedar"));
  }

  /** The set for the author's own machine. */
  public static PolicySource development() {
    return new PolicySource("development", resource("development.cedar"));
  }

  /** The set for hosts that keep everybody short. */
  public static PolicySource strict() {
    return new PolicySource("strict", resource("strict.cedar"));
  }

  /** The sets that come with Symphony. */
  public static List<PolicySource> shipped() {
    return List.of(standard(), strict(), development());
  }

  /** The beginning of the schema: all of it but the actions. */
  static String vocabulary() {
    return resource("schema.cedarschema");
  }

  private static String resource(String name) {
    try (InputStream in = PolicySource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + name + " cannot be read", e);
    }
  }
}
