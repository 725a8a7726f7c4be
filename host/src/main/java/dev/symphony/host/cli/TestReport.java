package dev.symphony.host.cli;

import dev.symphony.host.author.GateCrossing;
import dev.symphony.host.author.MissingGrant;
import dev.symphony.host.author.testing.CapabilityUse;
import dev.symphony.host.author.testing.TestBench;
import dev.symphony.host.author.testing.TestResult;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.registry.bundle.ExtensionSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prints the results of tests, and which capabilities they used. */
final class TestReport {
  /** Whose output is shown. */
  enum Output {
    OF_BROKEN_TESTS,
    ALWAYS
  }

  private final Terminal terminal;
  private final ExtensionSource source;
  private String lastFile = "";

  TestReport(Terminal terminal, ExtensionSource source) {
    this.terminal = terminal;
    this.source = source;
  }

  /** One test, as it ends. */
  void line(TestResult result, Output output) {
    if (!result.file().equals(lastFile)) {
      terminal.line(result.file());
      lastFile = result.file();
    }
    terminal.line("  " + mark(result) + " " + result.name() + time(result));
    if (result.verdict() instanceof TestResult.Verdict.Broken(GuestError error)) {
      terminal.line(indented(error.code() + ": " + error.message()));
    }
    boolean show = output == Output.ALWAYS || result.verdict() instanceof TestResult.Verdict.Broken;
    if (show && !result.printed().isBlank()) {
      terminal.line(indented("printed: " + result.printed().stripTrailing()));
    }
  }

  private String mark(TestResult result) {
    return switch (result.verdict()) {
      case TestResult.Verdict.Passed p -> terminal.green("ok  ");
      case TestResult.Verdict.Skipped s -> "skip";
      case TestResult.Verdict.Broken b -> terminal.red("FAIL");
    };
  }

  private static String time(TestResult result) {
    return String.format(Locale.ROOT, " (%d ms)", result.elapsed().toMillis());
  }

  private static String indented(String text) {
    return "       " + text.replace("\n", "\n       ");
  }

  /** What follows the last test: the sum, refusals with advice, and the use of capabilities. */
  void text(List<TestResult> results, TestBench bench) {
    terminal.line("");
    terminal.line(sum(results));
    advice(bench.crossings());
    if (!bench.uses().isEmpty()) {
      terminal.line("");
      terminal.line("What extension.toml asks for:");
      bench.uses().forEach(this::use);
    }
  }

  private static String sum(List<TestResult> results) {
    long passed =
        results.stream().filter(r -> r.verdict() instanceof TestResult.Verdict.Passed).count();
    long broken =
        results.stream().filter(r -> r.verdict() instanceof TestResult.Verdict.Broken).count();
    return passed
        + " passed, "
        + broken
        + " failed, "
        + (results.size() - passed - broken)
        + " skipped";
  }

  private void use(CapabilityUse use) {
    String what =
        String.format(
            Locale.ROOT, "  %-24s %-20s", use.binding() + "." + use.operation(), use.resource());
    terminal.line(
        use.calls() > 0
            ? what + " used " + use.calls() + (use.calls() == 1 ? " time" : " times")
            : what + " " + terminal.red("never used") + ": test what needs it, or ask for less");
  }

  private void advice(List<GateCrossing> crossings) {
    Set<MissingGrant> missing = new LinkedHashSet<>();
    for (GateCrossing crossing : crossings) {
      if (crossing.result() instanceof GateCrossing.Refused(var reason)) {
        MissingGrant.of(crossing, reason, source.manifest().capabilities()).ifPresent(missing::add);
      }
    }
    for (MissingGrant grant : missing) {
      terminal.line("");
      terminal.line("The gate refused calls; if they are meant, " + grant.what() + ":");
      terminal.line(grant.indented("  "));
    }
  }

  /** Everything as one object on one line. */
  void json(List<TestResult> results, TestBench bench) {
    boolean broken =
        results.stream().anyMatch(r -> r.verdict() instanceof TestResult.Verdict.Broken);
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("outcome", broken ? "failed" : "passed");
    map.put("tests", results.stream().map(TestReport::json).toList());
    map.put("capabilities", bench.uses().stream().map(TestReport::json).toList());
    map.put(
        "refused",
        bench.crossings().stream()
            .filter(c -> c.result() instanceof GateCrossing.Refused)
            .map(TestReport::json)
            .toList());
    terminal.line(JsonText.compact(map));
  }

  private static Map<String, @Nullable Object> json(TestResult result) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("file", result.file());
    map.put("name", result.name());
    switch (result.verdict()) {
      case TestResult.Verdict.Passed p -> map.put("outcome", "passed");
      case TestResult.Verdict.Skipped s -> {
        map.put("outcome", "skipped");
        map.put("reason", s.reason());
      }
      case TestResult.Verdict.Broken b -> {
        map.put("outcome", "failed");
        map.put("error", Map.of("code", b.error().code(), "message", b.error().message()));
      }
    }
    map.put("wallMs", result.elapsed().toMillis());
    return map;
  }

  private static Map<String, Object> json(CapabilityUse use) {
    return Map.of(
        "capability", use.binding() + "." + use.operation(),
        "resource", use.resource(),
        "calls", use.calls());
  }

  private static Map<String, Object> json(GateCrossing crossing) {
    return Map.of(
        "capability",
        crossing.service() + "." + crossing.operation(),
        "resource",
        crossing.resource(),
        "code",
        crossing.result() instanceof GateCrossing.Refused r ? r.reason().code() : "");
  }
}
