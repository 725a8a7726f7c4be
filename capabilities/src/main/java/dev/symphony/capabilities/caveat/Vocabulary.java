package dev.symphony.capabilities.caveat;

import java.util.Set;

/** The names of the facts that an authorizer states about a call. */
public final class Vocabulary {
  /** {@code service("files")}: the service that is called. */
  public static final String SERVICE = "service";

  /** {@code operation("read")}: the operation that is called. */
  public static final String OPERATION = "operation";

  /** {@code resource("src/a.c")}: the one thing that the operation acts on. */
  public static final String RESOURCE = "resource";

  /** {@code resource_pattern("src/**")}: a glob for all the things that the operation acts on. */
  public static final String RESOURCE_PATTERN = "resource_pattern";

  /** {@code time(2026-01-31T12:00:00Z)}: when the call is made. */
  public static final String TIME = "time";

  /** {@code argument("path", "src/a.c")}: what the caller passes for a parameter. */
  public static final String ARGUMENT = "argument";

  /** {@code argument_size("path", 7)}: how many characters, bytes or elements that has. */
  public static final String ARGUMENT_SIZE = "argument_size";

  /** {@code holder("ed25519/...")}: a key that whoever presents the token proved to have. */
  public static final String HOLDER = "holder";

  private static final Set<String> ALL =
      Set.of(SERVICE, OPERATION, RESOURCE, RESOURCE_PATTERN, TIME, ARGUMENT, ARGUMENT_SIZE, HOLDER);

  private Vocabulary() {}

  /** Whether facts of this name come from the authorizer. */
  public static boolean has(String name) {
    return ALL.contains(name);
  }
}
