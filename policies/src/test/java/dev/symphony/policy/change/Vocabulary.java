package dev.symphony.policy.change;

import dev.symphony.policy.PolicySchema;
import java.util.Map;
import java.util.Set;

/** The vocabulary that the policies of tests speak. */
final class Vocabulary {
  static final PolicySchema SCHEMA =
      PolicySchema.of(
          Map.ofEntries(
              Map.entry("files", Set.of("list", "read", "readText", "stat")),
              Map.entry("artifacts", Set.of("put", "get")),
              Map.entry("log", Set.of("debug", "info", "warn", "error")),
              Map.entry("clock", Set.of("now", "millis")),
              Map.entry("random", Set.of("bytes", "uniform")),
              Map.entry("kv", Set.of("get", "put", "delete", "list")),
              Map.entry("models", Set.of("infer")),
              Map.entry("extensions", Set.of("invoke")),
              Map.entry("http", Set.of("request")),
              Map.entry("conductor", Set.of("advise", "feedback", "score")),
              Map.entry("permissions", Set.of("request", "lend"))));

  private Vocabulary() {}
}
