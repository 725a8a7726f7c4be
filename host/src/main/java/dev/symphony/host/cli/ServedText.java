package dev.symphony.host.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** How an extension serves, for people. */
final class ServedText {
  private static final long MIB = 1 << 20;

  private ServedText() {}

  /** One line of it. */
  static String of(JsonNode status) {
    StringBuilder text = new StringBuilder();
    text.append(status.path("extension").asText()).append("  ");
    text.append(status.path("state").asText());
    String version = status.path("version").asText();
    text.append(version.isEmpty() ? "" : " " + version);
    text.append(", calls ").append(status.path("calls").asLong());
    text.append(", failed ").append(status.path("failures").asLong());
    if (status.has("memoryBytes")) {
      text.append(", ").append(status.path("memoryBytes").asLong() / MIB).append(" MiB in worker ");
      text.append(status.path("worker").asLong());
      long shared = status.path("sharedBy").asLong();
      text.append(shared > 1 ? " (shared by " + shared + ")" : "");
    }
    String problem = status.path("problem").asText("");
    return problem.isEmpty() ? text.toString() : text + "; " + problem;
  }
}
