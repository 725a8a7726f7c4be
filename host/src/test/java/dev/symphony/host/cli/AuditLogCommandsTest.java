package dev.symphony.host.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.audit.AuditLog;
import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.audit.AuditRules;
import dev.symphony.host.audit.AuditUpkeep;
import dev.symphony.host.audit.HomeLog;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.grant.Holder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogCommandsTest {
  @TempDir Path directory;

  private Path home = Path.of("");
  private Path log = Path.of("");

  /** How a command ended, and what it printed. */
  private record Ran(int code, String out, String error) {
    Map<?, ?> json() {
      try {
        return (Map<?, ?>) requireNonNull(JsonText.parse(out));
      } catch (UserError e) {
        throw new AssertionError(out + error, e);
      }
    }
  }

  private static Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), Map.of(), arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  private Ran audit(String command, String... more) {
    String[] start = {"audit", "log", command, "--home", home.toString()};
    String[] all = Arrays.copyOf(start, start.length + more.length);
    System.arraycopy(more, 0, all, start.length, more.length);
    return run(all);
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private void note(String decision) throws UserError {
    HomeLog.note(home, new SystemClock(), "acme/metrics@0.1.0", decision, "files.read:**");
  }

  @BeforeEach
  void makeHome() throws Exception {
    home = Files.createDirectory(directory.resolve("home"));
    log = home.resolve("audit");
    note("approved");
    try (AuditLog open = open()) {
      open.record(new AuditEvent.ForgedHandle(1_000, new Holder("acme/metrics@0.1.0#3"), -1));
    }
  }

  private AuditLog open() throws UserError {
    return HomeLog.open(home, AuditRules.DEFAULT, new SystemClock(), Throwable::printStackTrace);
  }

  private String key() {
    return (String) requireNonNull(audit("key", "--json").json().get("log"));
  }

  @Test
  void soundLog_isVerified_andLaterOnlyWhatIsNew() throws Exception {
    Ran whole = audit("verify", "--calls", "--save", file("seen"), "--json");
    assertEquals(ExitCode.OK, whole.code(), whole.out());
    assertEquals(4L, whole.json().get("size"));
    note("revoked");
    Ran later = audit("verify", "--since", file("seen"));
    assertEquals(ExitCode.OK, later.code(), later.out());
    assertTrue(later.out().startsWith("sound: 6 entries"), later.out());
  }

  @Test
  void changedLog_isNotSound() throws Exception {
    Path bundle = log.resolve("tile/entries/000.p/4");
    String text = Files.readString(bundle, ISO_8859_1);
    Files.writeString(bundle, text.replace("approved", "approveD"), ISO_8859_1);
    Ran ran = audit("verify");
    assertEquals(ExitCode.FAILED, ran.code());
    assertTrue(ran.out().contains("000.p/4"), ran.out());
  }

  @Test
  void outsider_verifiesWithFilesAndKeyAlone() throws Exception {
    String key = key();
    Path copy = directory.resolve("copy");
    Files.move(log, copy);
    Ran ran = run("audit", "log", "verify", "--log", copy.toString(), "--key", key, "--calls");
    assertEquals(ExitCode.OK, ran.code(), ran.error());
    Ran query = run("audit", "log", "query", "--log", copy.toString(), "--key", key, "--most", "1");
    assertTrue(query.out().contains("forged-handle"), query.out());
  }

  @Test
  void query_findsByOutcome_andSaysWhenTheIndexWasTouched() throws Exception {
    Ran refused = audit("query", "--outcome", "refused", "--json");
    assertEquals(1, ((List<?>) requireNonNull(refused.json().get("records"))).size());
    Files.writeString(log.resolve("index.note"), "nonsense");
    assertEquals(ExitCode.FAILED, audit("verify").code());
    Ran again = audit("query", "--extension", "acme/metrics");
    assertEquals(2, again.out().lines().count(), again.out());
    assertTrue(again.error().contains("made anew"), again.error());
    assertEquals(ExitCode.OK, audit("verify").code());
    assertEquals(ExitCode.USAGE, audit("query", "--outcome", "good").code());
  }

  @Test
  void proofs_areMadeAndChecked() throws Exception {
    Path proof = directory.resolve("proof");
    Files.writeString(proof, audit("prove", "--entry", "1").out());
    assertTrue(Files.readString(proof).contains("approved"));
    assertEquals(ExitCode.OK, audit("prove", "--check", proof.toString()).code());
    Files.writeString(proof, Files.readString(proof).replace("approved", "approveD"));
    assertEquals(ExitCode.FAILED, audit("prove", "--check", proof.toString()).code());
    audit("verify", "--save", file("seen"));
    note("revoked");
    Files.writeString(proof, audit("prove", "--since", file("seen")).out());
    assertEquals(ExitCode.OK, audit("prove", "--check", proof.toString()).code());
    assertEquals(ExitCode.ERROR, audit("prove", "--entry", "99").code());
  }

  @Test
  void witness_cosignsWhatGoesOn_andShowsAFork() throws Exception {
    String key = key();
    Path copy = directory.resolve("copy");
    String[] look = {
      "audit", "log", "witness", "--home", file("other"), "--log", log.toString(), "--key", key
    };
    assertEquals(ExitCode.OK, run(look).code());
    try (var files = Files.walk(log)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(log.relativize(file).toString()));
      }
    }
    note("one story");
    assertTrue(run(look).out().startsWith("consistent"));
    try (var files = Files.walk(log)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    Files.move(copy, log);
    assertTrue(run(look).out().startsWith("rolled-back"));
    note("another story");
    Ran forked = run(look);
    assertEquals(ExitCode.FAILED, forked.code());
    assertTrue(forked.out().startsWith("forked"), forked.out());
    assertEquals(ExitCode.USAGE, audit("witness").code());
  }

  @Test
  void noteThatComesWhileAHostHasTheLog_isTakenInByTheNextOne() throws Exception {
    try (AuditLog running = open()) {
      note("revoked-token");
      running.awaitDurable();
    }
    assertTrue(Files.exists(home.resolve("audit-inbox")));
    try (AuditLog next = open();
        var _ = AuditUpkeep.start(home, next, () -> {}, Throwable::printStackTrace)) {
      while (isWaiting()) {
        Thread.sleep(10);
      }
    }
    assertTrue(audit("query").out().contains("revoked-token"));
  }

  private boolean isWaiting() throws Exception {
    try (var files = Files.list(home.resolve("audit-inbox"))) {
      return files.findAny().isPresent();
    }
  }

  @Test
  void report_isWritten_andRemembersForTheNext() throws Exception {
    Path page = directory.resolve("report.html");
    String[] report = {
      "audit", "report", "--home", home.toString(), "--out", page.toString(), "--json"
    };
    Ran first = run(report);
    assertEquals(ExitCode.OK, first.code(), first.out() + first.error());
    assertTrue(Files.readString(page).contains("This is the first report"));
    Ran second = run(report);
    assertEquals(List.of(), second.json().get("changes"));
    Path memory = home.resolve("audit-report.json");
    String kept = Files.readString(memory);
    Files.writeString(memory, kept.replaceFirst(",\\s*\"reach\"\\s*:\\s*\\{[^}]*}", ""));
    assertNotEquals(kept, Files.readString(memory));
    assertEquals(List.of(), run(report).json().get("changes"));
    assertTrue(Files.readString(page).contains("The last report was made on"));
  }

  @Test
  void homeWithoutALog_isToldSo() {
    Ran ran = run("audit", "log", "verify", "--home", file("nowhere"));
    assertEquals(ExitCode.ERROR, ran.code());
    assertTrue(ran.error().contains("audit-missing"), ran.error());
  }
}
