package dev.symphony.registry.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.document.Problem;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.Language;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {
  private static final String WHOLE =
      """
      [extension]
      name = "language-id"
      version = "0.1.0"
      publisher = "symphony"
      kind = "instrument"
      licence = "Apache-2.0"
      description = "Tells the language of a file"
      keywords = ["ml", "source"]

      [code]
      language = "js"
      entry = "main.mjs"

      [[capability]]
      service = "files"
      operations = ["read", "list"]
      resource = ["src/**", "test/**"]
      reason = "To look at the files"
      calls = 100
      bytes = "1m"
      rate = "10/s"

      [[capability]]
      service = "log"
      operations = ["info"]
      reason = "To tell what it does"
      as = "journal"
      optional = true

      [resources]
      heap = "64m"
      cpu = "20s"
      wall = "1m"
      output = "8k"

      [model]
      path = "model.onnx"
      digest = "sha256:%s"
      """
          .formatted("ab".repeat(32));

  private static Manifest read(String text) throws DocumentException {
    return ManifestReader.read("extension.toml", Bytes.utf8(text));
  }

  private static List<Problem> problems(String text) {
    return assertThrows(DocumentException.class, () -> read(text)).problems();
  }

  @Test
  void wholeManifest_isRead() throws DocumentException {
    Manifest manifest = read(WHOLE);
    assertEquals("symphony/language-id@0.1.0", manifest.identity().reference());
    assertEquals(ExtensionKind.INSTRUMENT, manifest.kind());
    assertEquals(new CodeEntry(Language.JAVASCRIPT, "main.mjs"), manifest.code());
    assertEquals(
        List.of("files.list,read:src/**|test/**;calls=100;bytes=1048576;rate=10/s", "log.info:**"),
        manifest.capabilities().stream().map(c -> c.right().toString()).toList());
    assertEquals("files", manifest.capabilities().getFirst().binding());
    assertEquals("journal", manifest.capabilities().getLast().binding());
    assertEquals(RequestedCapability.Need.OPTIONAL, manifest.capabilities().getLast().need());
    assertEquals(
        new GuestLimits(Duration.ofSeconds(20), Duration.ofMinutes(1), 64L << 20, 8L << 10),
        manifest.limits());
    assertEquals("model.onnx", manifest.model().orElseThrow().path());
  }

  @Test
  void resourcesLeftOut_areTheUsualLimits() throws DocumentException {
    assertEquals(
        GuestLimits.DEFAULT, read(WHOLE.replaceAll("(?s)\\[resources].*?\n\n", "")).limits());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version = \"0.1.0\" | version = \"1.0\" | 3:1 | extension.version | three numbers",
        "kind = \"instrument\" | kind = \"operater\" | 5:1 | extension.kind | did you mean 'operator'",
        "language = \"js\" | language = \"ruby\" | 11:1 | code.language | allowed: js, python",
        "entry = \"main.mjs\" | entry = \"../main.mjs\" | 12:1 | code.entry | relative to the manifest",
        "heap = \"64m\" | heap = \"64\" | 31:1 | resources.heap | as 64m",
        "cpu = \"20s\" | cpu = 20 | 32:1 | resources.cpu | has to be a text",
        "rate = \"10/s\" | rate = \"10/d\" | 21:1 | capability[0].rate | 10/s, 10/m or 10/h",
        "calls = 100 | calls = 0 | 19:1 | capability[0].calls | at least 1",
        "operations = [\"info\"] | operations = [] | 25:1 | capability[1].operations | name the operations",
        "as = \"journal\" | as = \"files\" | 27:1 | capability[1].as | already the service 'files'",
        "optional = true | optinal = true | 28:1 | capability[1].optinal | did you mean 'optional'",
        "reason = \"To tell what it does\" | reason = \"\" | 26:1 | capability[1].reason | plain words",
        "To tell what | To \\u001b[2Ktell what | 26:1 | capability[1].reason | don't show",
        "To tell what | To \\u202etell what | 26:1 | capability[1].reason | don't show",
        "To tell what | To\\ntell what | 26:1 | capability[1].reason | on one line",
        "test/** | test/\\n** | 17:1 | capability[0].resource | on one line",
        "Tells the | Tells\\nthe | 7:1 | extension.description | on one line",
        "digest = \"sha256: | digest = \"md5: | 38:1 | model.digest | 64 lower-case",
      })
  void oneFault_isToldWithPlaceKeyAndRemedy(
      String good, String bad, String at, String key, String remedy) {
    assertTrue(WHOLE.contains(good), good);
    List<Problem> problems = problems(WHOLE.replace(good, bad));
    assertEquals(1, problems.size(), problems.toString());
    Problem problem = problems.getFirst();
    assertEquals(at, problem.position().orElseThrow().toString(), problem.toString());
    assertEquals(key, problem.key());
    assertTrue(problem.message().contains(remedy), problem.toString());
  }

  @Test
  void everyFault_isToldAtOnce() {
    List<Problem> problems = problems("[extension]\nname='X'\n[code]\n[oops]\n[[capability]]\n");
    assertEquals(
        List.of(
                "extension.name",
                "extension.kind",
                "code.language",
                "oops",
                "capability[0].service")
            .stream()
            .sorted()
            .toList(),
        problems.stream().map(Problem::key).sorted().toList());
  }

  @Test
  void sameOperationTwiceUnderOneName_isRefused() {
    String more =
        "\n[[capability]]\nservice='files'\noperations=['*']\nresource='x'\nreason='again'\n";
    Problem problem = problems(WHOLE + more).getFirst();
    assertTrue(problem.message().contains("asked for twice"), problem.toString());
  }

  @Test
  void modelOfAnOperator_isRefused() {
    Problem problem = problems(WHOLE.replace("\"instrument\"", "\"operator\"")).getFirst();
    assertEquals("model", problem.key());
  }

  /** Random damage, from fixed seeds: whatever the text, the answer is a manifest or problems. */
  @Test
  void damagedText_isReadOrRefused() {
    int refused = 0;
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder(WHOLE);
      for (int i = 0; i <= seed % 4; i++) {
        int at = random.nextInt(text.length());
        text.replace(at, Math.min(text.length(), at + random.nextInt(9)), piece(random));
      }
      try {
        read(text.toString());
      } catch (DocumentException e) {
        refused++;
      }
    }
    assertTrue(refused > 1_000, "refused " + refused);
  }

  private static String piece(Random random) {
    String[] pieces = {
      "",
      "\"",
      "'''",
      "\n",
      "[",
      "]]",
      "{",
      "}",
      "=",
      "#",
      ".",
      ",",
      "\\",
      "é\u0000",
      "[[capability]]\n"
    };
    return pieces[random.nextInt(pieces.length)];
  }
}
