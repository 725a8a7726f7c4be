package dev.symphony.host.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.Right;
import dev.symphony.host.service.files.DirectoryFiles;
import dev.symphony.host.service.files.FilesLimits;
import dev.symphony.host.service.http.HttpAnswer;
import dev.symphony.host.service.http.HttpService;
import dev.symphony.host.service.kv.KeyValueDatabase;
import dev.symphony.host.service.kv.KeyValueLimits;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.audit.AuditPort;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.gate.CapabilityTable;
import dev.symphony.kernel.gate.DenialReason;
import dev.symphony.kernel.gate.Gate;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.GrantTree;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.kernel.service.ServiceObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services behind the gate: what a narrowed right lets through, and what not. */
class GatedServicesTest {
  private static final Holder GUEST = new Holder("guest");

  private final List<Throwable> faults = new ArrayList<>();
  private final List<AuditEvent> events = new ArrayList<>();
  private final CapabilityTable table = new CapabilityTable(GUEST);
  private final Gate gate;
  private final GrantTree grants;

  @TempDir private Path directory;

  GatedServicesTest() {
    KernelClock still =
        new KernelClock() {
          @Override
          public long epochMillis() {
            return 0;
          }

          @Override
          public long monotonicNanos() {
            return 0;
          }
        };
    AuditPort audit = events::add;
    this.gate = new Gate(still, audit, faults::add);
    this.grants = new GrantTree(still, audit);
  }

  private Answer call(
      ServiceObject object, String right, String operation, @Nullable Object... arguments) {
    String service = object.declaration().name();
    Grant root = grants.mintRoot(GUEST, Right.to(service, "*"), object, AuditDetail.EACH_CALL);
    Grant narrowed = grants.derive(root, GUEST, Right.parse(right)).orElseThrow();
    int index = object.declaration().operation(operation).orElseThrow().index();
    return gate.call(table, table.insert(narrowed), index, arguments);
  }

  @ParameterizedTest
  @CsvSource({
    "src/**, src/**, 2",
    "src/**, src/a/*, 1",
    "src/**, **, -1",
    "src/**, *, -1",
    "src/**, src/../**, -1",
    "src/*, src/**, -1",
    "src/*, src/*, 1",
    "**, **, 3",
    "**, a**, -1",
    "**, '', -1",
  })
  void aListingReachesNoFurtherThanTheRight(String right, String pattern, int found)
      throws Exception {
    Files.createDirectories(directory.resolve("src/a"));
    for (String path : List.of("src/x", "src/a/y", "z")) {
      Files.writeString(directory.resolve(path), path);
    }
    try (DirectoryFiles files = DirectoryFiles.open(directory, FilesLimits.DEFAULT)) {
      ServiceObject object = ServiceObject.bind(Services.FILES, files);
      Answer answer = call(object, "files.list:" + right, "list", pattern);
      if (found < 0) {
        assertEquals(new Answer.Denied(DenialReason.RESOURCE), answer);
      } else {
        List<?> entries =
            assertInstanceOf(List.class, assertInstanceOf(Answer.Returned.class, answer).value());
        assertEquals(found, entries.size());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mine/**, mine/, true",
    "mine/**, mine, false",
    "mine/**, '', false",
    "mine*, mine, false",
    "**, '', true",
    "**, m*, false",
  })
  void aListingOfKeysReachesNoFurtherThanTheRight(String right, String prefix, boolean passes)
      throws Exception {
    Path file = directory.resolve("kv.db");
    try (KeyValueDatabase database = KeyValueDatabase.open(file, KeyValueLimits.DEFAULT)) {
      database.forExtension("guest").put("mine/a", 1L);
      ServiceObject object = ServiceObject.bind(Services.KV, database.forExtension("guest"));
      Answer expected =
          passes
              ? new Answer.Returned(List.of("mine/a"))
              : new Answer.Denied(DenialReason.RESOURCE);
      assertEquals(expected, call(object, "kv.list:" + right, "list", prefix));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET https://a.example/api/**, GET, https://a.example/api/x?y=z, true",
    "GET https://a.example/api/**, GET, HTTPS://A.example:443/api/%78, true",
    "GET https://a.example/api/**, POST, https://a.example/api/x, false",
    "GET https://a.example/api/**, GET, https://a.example/api/../secret, false",
    "GET https://a.example/api/**, GET, https://a.example/api/%2e%2e/secret, false",
    "GET https://a.example/api/**, GET, https://a.example@evil.example/api/x, false",
    "GET https://a.example/api/**, GET, https://a.example.evil.example/api/x, false",
    "GET https://a.example/api/**, GET, http://a.example/api/x, false",
    "**, GET, not an address, false",
  })
  void aRequestGoesWhereTheRightSays(String right, String method, String url, boolean passes) {
    HttpService echo = request -> new HttpAnswer(204, Map.of(), Bytes.empty(), Optional.empty());
    ServiceObject object = ServiceObject.bind(Services.HTTP, echo);
    Map<String, String> request = Map.of("method", method, "url", url);
    Answer answer = call(object, "http.request:" + right, "request", request);
    if (passes) {
      assertInstanceOf(Answer.Returned.class, answer);
    } else {
      assertEquals(new Answer.Denied(DenialReason.RESOURCE), answer);
    }
  }

  @Test
  void theRecordOfARequestNamesItsTarget() {
    HttpService failing =
        request -> {
          throw new IllegalStateException("broken");
        };
    ServiceObject object = ServiceObject.bind(Services.HTTP, failing);
    Map<String, String> request = Map.of("url", "http://A.example?secret=1");
    Answer answer = call(object, "http.*:**", "request", request);
    assertEquals("service-fault", assertInstanceOf(Answer.Failed.class, answer).code());
    assertEquals(1, faults.size());
    List<String> resources =
        events.stream()
            .filter(AuditEvent.Called.class::isInstance)
            .map(event -> ((AuditEvent.Called) event).resource())
            .toList();
    assertEquals(List.of("GET http://a.example/"), resources);
  }
}
