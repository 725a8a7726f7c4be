package dev.symphony.policy.change;

import dev.symphony.policy.PolicySchema;
import java.util.Map;
import java.util.Set;

/** The vocabulary that the policies of tests speak. */
final class Vocabulary {
  static final PolicySchema SCHEMA =
      PolicySchema.of(
          Map.of(
              "files", Set.of("list", "read", "readText", "stat"),
              "artifacts", Set.of("put", "get"),
              "log", Set.of("debug", "info", "warn", "error"),
              "clock", Set.of("now", "millis"),
              "random", Set.of("bytes", "uniform"),
              "kv", Set.of("get", "put", "delete", "list"),
              "models", Set.of("infer"),
              "extensions", Set.of("invoke"),
              "http", Set.of("request"),
              "conductor", Set.of("advise", "feedback", "score")));

  private Vocabulary() {}
}
