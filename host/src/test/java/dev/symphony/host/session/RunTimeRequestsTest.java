package dev.symphony.host.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.symphony.audit.AuditFilter;
import dev.symphony.audit.AuditReader;
import dev.symphony.audit.AuditRecord;
import dev.symphony.audit.verify.CallCheck;
import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.install.Dialogue;
import dev.symphony.host.service.Services;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Guests that ask for more while they run: the policy decides, then a person, and it is on record.
 */
class RunTimeRequestsTest {
  private static final String MANIFEST =
      """
      [extension]
      name = "asker"
      version = "1.0.0"
      publisher = "acme"
      kind = "operator"
      [code]
      language = "js"
      entry = "main.mjs"
      [[capability]]
      service = "permissions"
      operations = ["request"]
      resource = "**"
      reason = "It asks when it needs something."
      """;
  private static final String CODE =
      """
      const attempt = async (call) => {
        try { return String(await call()); } catch (e) { return e.code; }
      };
      export default async function run(input, caps) {
        const told = [];
        for (const [right, span] of input) {
          told.push(await attempt(() => caps.permissions.request(right, span, "to test it")));
        }
        told.push(await attempt(() => caps.kv.get("a")), await attempt(() => caps.kv.get("a")));
        return told.join(" ");
      }
      """;
  private static final String DENIED = "denied-not-granted";

  @TempDir Path home;

  /** A person who always gives the same answer, and what they were asked. */
  private record Person(String answer, List<String> questions) implements Dialogue {
    @Override
    public void tell(String line) {
      questions.add(line);
    }

    @Override
    public boolean agrees(String question) {
      return answer.equals("yes");
    }
  }

  private final List<String> questions = new ArrayList<>();

  private String run(String answer, List<List<String>> requests) throws Exception {
    return run(answer, CODE, requests);
  }

  private String run(String answer, String code, List<List<String>> requests) throws Exception {
    try (Session session = open(new Person(answer, questions))) {
      InstalledSource extension = install(session, code);
      Object input = requests.stream().<Object>map(List::copyOf).toList();
      GuestOutcome outcome =
          session
              .extensions()
              .start(extension, input, Map.of())
              .invocation()
              .outcome()
              .get(60, TimeUnit.SECONDS);
      return String.valueOf(assertInstanceOf(GuestOutcome.Completed.class, outcome).value());
    }
  }

  private Session open(Dialogue dialogue) throws UserError {
    return Session.open(
        new SessionOptions(
                Optional.of(home), Isolation.CONTEXT, WorkerTempo.THROUGHPUT, note -> {}, Map.of())
            .asking(dialogue));
  }

  private static InstalledSource install(Session session, String code)
      throws DocumentException, UserError {
    return session
        .extensions()
        .install(
            ExtensionSource.of(
                "test",
                Map.of("extension.toml", Bytes.utf8(MANIFEST), "main.mjs", Bytes.utf8(code)),
                Optional.empty()));
  }

  private List<String> decisions() throws Exception {
    List<String> decisions = new ArrayList<>();
    new AuditReader(Home.audit(home))
        .read(
            AuditFilter.ALL.about("acme/asker"),
            record -> {
              if (record.type() == AuditRecord.Type.DECIDED
                  && record.field("decision").contains("re")) {
                decisions.add(record.field("decision") + " " + record.field("detail"));
              }
            });
    decisions.removeIf(d -> !d.startsWith("request-") && !d.startsWith("kept-"));
    return decisions;
  }

  private static List<List<String>> asking(String right, String span) {
    return List.of(List.of(right, span));
  }

  @Test
  void onePermission_isForOneCall() throws Exception {
    assertEquals("kv.get:a;calls=1 null " + DENIED, run("yes", asking("kv.get:a", "once")));
    assertEquals(List.of("request-approved once kv.get:a;calls=1"), decisions());
    assertEquals(
        List.of("acme/asker@1.0.0 asks for kv.get:a;calls=1, because: to test it"), questions);
    assertTrue(new CallCheck(Services.CATALOG).of(Home.audit(home)).isCovered());
  }

  @Test
  void permissionOfASession_endsWithIt() throws Exception {
    assertEquals("kv.get:* null null", run("yes", asking("kv.get:*", "session")));
    assertEquals(DENIED + " " + DENIED, run("yes", List.of()));
  }

  @Test
  void nobodyThere_meansNo() throws Exception {
    assertEquals(
        "permission-refused " + DENIED + " " + DENIED, run("no", asking("kv.get:a", "session")));
    assertEquals(List.of("request-refused session kv.get:a"), decisions());
  }

  @Test
  void whoWasRefusedThrice_isNotAskedAboutAgain() throws Exception {
    List<String> one = List.of("kv.get:a", "session");
    run("no", List.of(one, one, one, one, one));
    assertEquals(3, questions.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"to\u001b[2Ktest", "to\ntest", "to\u202etest", "to\u009btest"})
  void peopleAreShownPlainText(String reason) throws Exception {
    String json = JsonMapper.builder().build().writeValueAsString(reason);
    String code = CODE.replace("\"to test it\"", json);
    String told = run("yes", code, asking("kv.get:a", "session"));
    assertEquals("permission-malformed " + DENIED + " " + DENIED, told);
    assertEquals(
        "permission-malformed " + DENIED + " " + DENIED,
        run("yes", asking("kv.get:a" + reason, "session")));
    assertEquals(List.of(), questions);
  }

  @Test
  void otherUnsignedCode_doesNotInheritWhatAnotherWasAllowed() throws Exception {
    assertEquals("kv.get:a null null", run("yes", asking("kv.get:a", "persistent")));
    assertEquals("null null", run("no", List.of()));
    assertEquals(DENIED + " " + DENIED, run("no", CODE + "// other", List.of()));
  }

  @Test
  void policyDecidesFirst() throws Exception {
    String right = "http.request:GET https://api.example.org/v1/**";
    assertTrue(run("yes", asking(right, "persistent")).startsWith("permission-refused "));
    assertEquals(List.of(), questions);
    assertEquals(List.of("request-refused persistent " + right), decisions());
  }

  @Test
  void persistentPermission_isThereInLaterRuns_asLongAsThePolicyPermitsIt() throws Exception {
    assertEquals("kv.get:a null null", run("yes", asking("kv.get:a", "persistent")));
    assertEquals("null null", run("no", List.of()));
    Files.writeString(
        home.resolve("policy.cedar"),
        "permit (principal, action == Symphony::Action::\"permissions.request\", resource);");
    assertEquals(DENIED + " " + DENIED, run("no", List.of()));
    assertEquals("kept-permission-refused persistent kv.get:a", decisions().getLast());
  }

  @Test
  void permissionUntilAMoment_namesIt() throws Exception {
    assertTrue(run("yes", asking("kv.get:a", "until")).startsWith("permission-malformed "));
    assertTrue(run("yes", asking("kv.get", "forever")).startsWith("permission-malformed "));
    assertTrue(
        run("yes", asking("permissions.request:**", "session"))
            .startsWith("permission-malformed "));
    String right = "kv.get:a;expires=2100-01-01T00:00:00Z";
    assertEquals(right + " null null", run("yes", asking(right, "until")));
    assertEquals("null null", run("no", List.of()));
    KeptPermissions kept = KeptPermissions.in(home);
    assertEquals(1, kept.forget("acme/asker").size());
    assertEquals(DENIED + " " + DENIED, run("no", List.of()));
  }
}
