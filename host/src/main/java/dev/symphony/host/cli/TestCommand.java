package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.author.AuthoredExtension;
import dev.symphony.host.author.TypeScriptSources;
import dev.symphony.host.author.testing.TestBench;
import dev.symphony.host.author.testing.TestFiles;
import dev.symphony.host.author.testing.TestResult;
import dev.symphony.host.author.testing.TestRun;
import dev.symphony.host.session.Isolation;
import dev.symphony.host.session.SessionOptions;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony test}: the author's tests in the real sandbox. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = "Runs the tests of an extension in the sandbox, through the gate.",
    footer = {
      "",
      "Tests are test/*.test.mjs (node:test) and test/test_*.py (unittest). What a test scripts"
          + " with the SDK's harness",
      "is answered once the gate has let the call pass, under the rights that extension.toml asks"
          + " for.",
      "",
      "Exit codes: 0 all passed, 1 a test failed, 5 there are no tests or the extension can't be"
          + " read."
    })
final class TestCommand extends JsonCommand {
  @Parameters(
      paramLabel = "DIR",
      defaultValue = "",
      description = "The directory of the extension (default: this one).")
  private Path directory = Path.of("");

  @Option(
      names = "--isolation",
      paramLabel = "process|context",
      description = "Where the tests run (default: process).")
  private Isolation isolation = Isolation.PROCESS;

  @Option(names = "--verbose", description = "Show what tests that passed have printed, too.")
  private boolean verbose;

  TestCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError {
    Path place = AuthoredExtension.directoryOf(directory);
    ExtensionSource source = AuthoredExtension.read(place);
    TestFiles tests = TestFiles.read(place, source.program().language());
    warnOfOldCode(place);
    TestReport report = new TestReport(terminal(), source);
    try (TestBench bench = TestBench.open(options(), source, tests)) {
      List<TestResult> results = new ArrayList<>();
      for (String file : tests.tests()) {
        results.addAll(TestRun.of(bench, file, result -> show(report, result)));
      }
      if (wantsJson()) {
        report.json(results, bench);
      } else {
        report.text(results, bench);
      }
      boolean broken =
          results.stream().anyMatch(r -> r.verdict() instanceof TestResult.Verdict.Broken);
      return broken ? ExitCode.FAILED : ExitCode.OK;
    }
  }

  private void show(TestReport report, TestResult result) {
    if (!wantsJson()) {
      report.line(result, verbose ? TestReport.Output.ALWAYS : TestReport.Output.OF_BROKEN_TESTS);
    }
  }

  private void warnOfOldCode(Path place) throws UserError {
    try {
      List<Path> old = TypeScriptSources.outOfDate(place);
      if (!old.isEmpty()) {
        terminal().note("note: " + old.getFirst() + " is newer than its JavaScript: run 'npx tsc'");
      }
    } catch (IOException e) {
      throw new UserError("file-unreadable", "can't look into " + place + ": " + e, e);
    }
  }

  private SessionOptions options() {
    return new SessionOptions(
        Optional.empty(),
        isolation,
        WorkerTempo.FIRST_RESULT,
        terminal()::note,
        surroundings().environment());
  }
}
