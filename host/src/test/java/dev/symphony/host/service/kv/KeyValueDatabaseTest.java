package dev.symphony.host.service.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.ServiceFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyValueDatabaseTest {
  private static final KeyValueLimits LIMITS = new KeyValueLimits(1000, 5, 3000, 1 << 20);

  @TempDir private Path home;
  private KeyValueDatabase database;
  private KeyValueService kv;

  @BeforeEach
  void open() throws SQLException {
    database = KeyValueDatabase.open(home.resolve("kv.db"), LIMITS);
    kv = database.forExtension("metrics");
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Test
  void keepsEveryKindOfValue() {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("nothing", null);
    value.put("yes", true);
    value.put("whole", Long.MIN_VALUE);
    value.put("number", 0.1);
    value.put("not a number", Double.NaN);
    value.put("text", "größe 文 😀");
    value.put("bytes", Bytes.fromHex("00ff"));
    value.put("list", List.of(1L, List.of(), Map.of()));
    kv.put("a/b", value);
    assertEquals(Optional.of(value), kv.get("a/b"));
  }

  @Test
  void whatIsNotThere_isEmpty() {
    assertEquals(Optional.empty(), kv.get("a"));
    kv.put("a", null);
    assertEquals(Optional.empty(), kv.get("a"));
    assertEquals(List.of("a"), kv.list(""));
  }

  @Test
  void putsReplaceAndDeletesRemove() {
    kv.put("a", 1L);
    kv.put("a", 2L);
    assertEquals(Optional.of(2L), kv.get("a"));
    kv.delete("a");
    kv.delete("a");
    assertEquals(Optional.empty(), kv.get("a"));
  }

  @Test
  void listsKeysByPrefix() {
    for (String key : List.of("b", "a/2", "a/1", "A/1", "a%")) {
      kv.put(key, 1L);
    }
    assertEquals(List.of("a/1", "a/2"), kv.list("a/"));
    assertEquals(List.of("a%"), kv.list("a%"));
    assertEquals(List.of("A/1", "a%", "a/1", "a/2", "b"), kv.list(""));
    assertEquals(List.of(), kv.list("' OR 1=1 --"));
  }

  @Test
  void extensionsDoNotSeeOneAnother() {
    kv.put("a", "mine");
    KeyValueService other = database.forExtension("metrics2");
    assertEquals(Optional.empty(), other.get("a"));
    assertEquals(List.of(), other.list(""));
    other.put("a", "yours");
    other.delete("b");
    assertEquals(Optional.of("mine"), kv.get("a"));
  }

  @Test
  void valuesOutliveTheDatabaseObject() throws SQLException {
    kv.put("a", "kept");
    database.close();
    database = KeyValueDatabase.open(home.resolve("kv.db"), LIMITS);
    assertEquals(Optional.of("kept"), database.forExtension("metrics").get("a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "a//b", "../a", "a\0b", "a\nb", "\uD800"})
  void keysThatAreNoPaths_areRejected(String key) {
    assertRefused("kv-key", () -> kv.get(key));
    assertRefused("kv-key", () -> kv.put(key, 1L));
    assertRefused("kv-key", () -> kv.delete(key));
  }

  @Test
  void longKeys_areRejected() {
    kv.put("x".repeat(512), 1L);
    assertRefused("kv-key", () -> kv.put("x".repeat(513), 1L));
    assertRefused("kv-key", () -> kv.list("x".repeat(513)));
    assertRefused("kv-key", () -> kv.list("\uDC00"));
  }

  @Test
  void largeValues_areRejected() {
    assertRefused("kv-value-too-large", () -> kv.put("a", "x".repeat(1001)));
    assertEquals(Optional.empty(), kv.get("a"));
  }

  @Test
  void tooManyKeys_areRejected() {
    for (int i = 0; i < 5; i++) {
      kv.put("k" + i, 1L);
    }
    assertRefused("kv-full", () -> kv.put("k5", 1L));
    kv.put("k4", 2L);
  }

  @Test
  void moreBytesThanAnExtensionMayKeep_areRejected() {
    for (int i = 0; i < 3; i++) {
      kv.put("k" + i, "x".repeat(990));
    }
    assertRefused("kv-full", () -> kv.put("k3", "x".repeat(100)));
    kv.put("k2", "y".repeat(990));
    assertEquals(Optional.of("y".repeat(990)), kv.get("k2"));
  }

  @Test
  void aFullDatabase_refusesAndKeepsWhatItHas() throws SQLException {
    KeyValueLimits small = new KeyValueLimits(20_000, 100, 1 << 20, 100_000);
    try (KeyValueDatabase tiny = KeyValueDatabase.open(home.resolve("tiny.db"), small)) {
      KeyValueService values = tiny.forExtension("metrics");
      values.put("first", "x".repeat(15_000));
      assertRefused("kv-full", () -> fill(values));
      assertEquals(Optional.of("x".repeat(15_000)), values.get("first"));
    }
  }

  private static void fill(KeyValueService values) {
    for (int i = 0; i < 20; i++) {
      values.put("k" + i, "x".repeat(15_000));
    }
  }

  @Test
  void deepAndForeignValues_areRejected() {
    List<Object> deep = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      List<Object> outer = new ArrayList<>();
      outer.add(deep);
      deep = outer;
    }
    List<Object> deepest = deep;
    assertRefused("argument-type", () -> kv.put("a", deepest));
    assertRefused("argument-type", () -> kv.put("a", new Object()));
  }

  @Test
  void aFileThatIsNoDatabase_isNotOpened() throws Exception {
    Path file = Files.writeString(home.resolve("text"), "not a database".repeat(100));
    assertThrows(SQLException.class, () -> KeyValueDatabase.open(file, LIMITS));
  }

  private static void assertRefused(String code, Executable call) {
    ServiceFailure failure = assertThrows(ServiceFailure.class, call);
    assertEquals(code, failure.code(), failure.text());
  }
}
