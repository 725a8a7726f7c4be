package dev.symphony.host.session;

import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.policy.PolicySource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;

/**
 * Where the policy set comes from: what {@code SYMPHONY_POLICY} names (a shipped set or a file),
 * else {@code policy.cedar} in the home, else the set {@code default}.
 */
public final class PolicyPlace {
  /** The variable that names a set. */
  public static final String VARIABLE = "SYMPHONY_POLICY";

  private final Optional<PolicySource> shipped;
  private final Path file;
  private String stamp = "";

  private PolicyPlace(Optional<PolicySource> shipped, Path file) {
    this.shipped = shipped;
    this.file = file;
  }

  /** The place for a session with this home, if it has one. */
  public static PolicyPlace of(Optional<Path> home, Map<String, String> environment) {
    String named = environment.getOrDefault(VARIABLE, "");
    if (!named.isEmpty()) {
      return named(named);
    }
    return home.map(h -> new PolicyPlace(Optional.empty(), Home.policy(h)))
        .orElseGet(() -> named(PolicySource.standard().name()));
  }

  /** The place of the set that {@code name} means: a shipped one, or a file. */
  public static PolicyPlace named(String name) {
    return new PolicyPlace(
        PolicySource.shipped().stream().filter(s -> s.name().equals(name)).findFirst(),
        Path.of(name));
  }

  /**
   * Reads the set.
   *
   * @throws UserError {@code policy-unreadable}
   */
  public PolicySource read() throws UserError {
    if (shipped.isPresent()) {
      return shipped.get();
    }
    stamp = presentStamp();
    if (stamp.isEmpty() && file.endsWith(Home.POLICY_FILE)) {
      return PolicySource.standard();
    }
    try {
      return new PolicySource(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UserError(
          "policy-unreadable", "the policy set " + file + " can't be read: " + e.getMessage(), e);
    }
  }

  /** Whether reading again may give something else. */
  public boolean mayHaveChanged() {
    return shipped.isEmpty() && !presentStamp().equals(stamp);
  }

  private String presentStamp() {
    try {
      BasicFileAttributes present = Files.readAttributes(file, BasicFileAttributes.class);
      return present.lastModifiedTime() + " " + present.size() + " " + present.fileKey();
    } catch (IOException e) {
      return "";
    }
  }
}
