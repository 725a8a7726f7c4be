package dev.symphony.host.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.audit.AuditFilter;
import dev.symphony.audit.AuditReader;
import dev.symphony.audit.AuditRecord;
import dev.symphony.audit.verify.CallCheck;
import dev.symphony.capabilities.Bytes;
import dev.symphony.host.home.Home;
import dev.symphony.host.service.Services;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extensions that lend rights to those they call. */
class LoansTest {
  private static final String DENIED = "denied-not-granted";
  private static final String BORROWER =
      """
      const attempt = async (call) => {
        try { return String(await call()); } catch (e) { return e.code; }
      };
      export default async function run(input, caps) {
        return [
          await attempt(() => caps.kv.get("a")),
          await attempt(() => caps.kv.get("b")),
          await attempt(() => caps.kv.put("a", "stolen")),
        ].join(" ");
      }
      """;
  private static final String LENDER =
      """
      const attempt = async (call) => {
        try { return String(await call()); } catch (e) { return e.code; }
      };
      export default async function run(loans, caps) {
        const told = [];
        await caps.kv.put("a", "mine");
        for (const [right, name] of loans) {
          told.push(await attempt(() => caps.permissions.lend(right, name)));
        }
        told.push(await attempt(() => caps.extensions.invoke("acme/borrower", null)));
        return told.join(" ");
      }
      """;

  @TempDir Path home;

  private static String manifest(String publisher, String name, String... capabilities) {
    StringBuilder text =
        new StringBuilder(
            """
            [extension]
            name = "%s"
            version = "1.0.0"
            publisher = "%s"
            kind = "operator"
            [code]
            language = "js"
            entry = "main.mjs"
            """
                .formatted(name, publisher));
    for (String capability : capabilities) {
      String[] parts = capability.split(" ", -1);
      text.append(
          "[[capability]]\nservice = \"%s\"\noperations = [\"%s\"]\nresource = \"%s\"\nreason = \"tested\"\n"
              .formatted(parts[0], parts[1].replace(",", "\", \""), parts[2]));
    }
    return text.toString();
  }

  private static InstalledSource install(Session session, String manifest, String code)
      throws Exception {
    return session
        .extensions()
        .install(
            ExtensionSource.of(
                "test",
                Map.of("extension.toml", Bytes.utf8(manifest), "main.mjs", Bytes.utf8(code)),
                Optional.empty()));
  }

  private String run(List<List<String>> loans) throws Exception {
    try (Session session =
        Session.open(
            new SessionOptions(
                Optional.of(home),
                Isolation.CONTEXT,
                WorkerTempo.THROUGHPUT,
                note -> {},
                Map.of()))) {
      install(session, manifest("acme", "borrower"), BORROWER);
      install(session, manifest("evil", "borrower"), BORROWER);
      InstalledSource lender =
          install(
              session,
              manifest(
                  "acme",
                  "lender",
                  "kv get,put a",
                  "permissions lend **",
                  "extensions invoke acme/borrower"),
              LENDER);
      GuestOutcome outcome =
          session
              .extensions()
              .start(lender, loans, Map.of())
              .invocation()
              .outcome()
              .get(60, TimeUnit.SECONDS);
      return String.valueOf(assertInstanceOf(GuestOutcome.Completed.class, outcome).value());
    }
  }

  private List<String> decisions() throws Exception {
    List<String> decisions = new ArrayList<>();
    new AuditReader(Home.audit(home))
        .read(
            AuditFilter.ALL.about("acme/lender"),
            record -> {
              if (record.type() == AuditRecord.Type.DECIDED
                  && record.field("decision").contains("len")) {
                decisions.add(record.field("decision") + " " + record.field("detail"));
              }
            });
    return decisions;
  }

  @Test
  void borrower_hasNoMoreThanTheLoanAndTheLender() throws Exception {
    assertEquals(
        "kv.get:** mine " + DENIED + " " + DENIED,
        run(List.of(List.of("kv.get:**", "acme/borrower"))));
    assertEquals(List.of("lent kv.get:** to acme/borrower"), decisions());
    assertTrue(new CallCheck(Services.CATALOG).of(Home.audit(home)).isCovered());
  }

  @Test
  void withoutALoan_borrowerHasNothing() throws Exception {
    assertEquals(DENIED + " " + DENIED + " " + DENIED, run(List.of()));
  }

  @Test
  void policyDecides_whoIsLentWhat() throws Exception {
    assertTrue(
        run(List.of(List.of("kv.get:a", "evil/borrower"))).startsWith("permission-refused "));
    assertEquals(List.of("lending-refused kv.get:a to evil/borrower"), decisions());
  }

  @Test
  void whatCannotBeLent_isRefused() throws Exception {
    String told =
        run(
            List.of(
                List.of("permissions.lend:**", "acme/borrower"),
                List.of("extensions.invoke:acme/lender", "acme/borrower"),
                List.of("kv.get:a", "acme/nobody"),
                List.of("no right", "acme/borrower")));
    assertEquals(
        "permission-refused permission-refused permission-refused permission-malformed "
            + (DENIED + " " + DENIED + " " + DENIED),
        told);
  }

  @Test
  void whatTheLenderDoesNotHave_itCannotLend() throws Exception {
    assertEquals(
        "files.read:** permission-refused",
        run(List.of(List.of("files.read:**", "acme/borrower"))));
  }
}
