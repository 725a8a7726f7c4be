package dev.symphony.host.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.symphony.capabilities.Bytes;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class ArtifactKeyTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Map<String, String> GIVEN = Map.of("SYMPHONY_PASSPHRASE", "correct horse");

  @TempDir private Path directory;
  private Home home;

  @BeforeEach
  void openHome() throws Exception {
    home = Home.open(directory);
    Keyring keyring = Keyring.open(home.keys(), RANDOM);
    try (Passphrase passphrase = PassphraseSource.unattended(GIVEN).choose()) {
      RootKey _ = keyring.create(passphrase, Instant.EPOCH);
    }
  }

  @AfterEach
  void closeHome() throws Exception {
    home.close();
  }

  private ArtifactKey key(Map<String, String> environment) {
    return new ArtifactKey(home, PassphraseSource.unattended(environment), RANDOM);
  }

  private static String code(Executable action) {
    return assertThrows(UserError.class, action).code();
  }

  @Test
  void plainKey_isWrapped_andStaysTheSame() throws Exception {
    Path file = home.keys().resolve("artifacts.key");
    Bytes secret = key(Map.of()).secret();
    assertEquals(32, Files.size(file));
    key(Map.of()).requireUnwrapped();
    assertEquals(1, key(GIVEN).wrap());
    assertNotEquals(32, Files.size(file));
    assertEquals(secret, key(GIVEN).secret());
    assertEquals(1, key(GIVEN).wrap());
    assertEquals(secret, key(GIVEN).secret());
    assertEquals("artifact-key-wrapped", code(key(Map.of())::requireUnwrapped));
    key(GIVEN).unwrap();
    assertEquals(secret, key(Map.of()).secret());
  }

  @Test
  void wrappedKey_needsThePassphrase() throws Exception {
    assertEquals(1, key(GIVEN).wrap());
    assertEquals("passphrase-missing", code(key(Map.of())::open));
    Map<String, String> wrong = Map.of("SYMPHONY_PASSPHRASE", "battery staple");
    assertEquals("passphrase-wrong", code(key(wrong)::open));
  }

  @Test
  void changedFile_isRefused() throws Exception {
    Path file = home.keys().resolve("artifacts.key");
    assertEquals(1, key(GIVEN).wrap());
    String wrapped = Files.readString(file, StandardCharsets.US_ASCII);
    char last = wrapped.charAt(60);
    String changed = wrapped.substring(0, 60) + (last == 'A' ? 'B' : 'A') + wrapped.substring(61);
    Files.writeString(file, changed, StandardCharsets.US_ASCII);
    assertEquals("key-file-malformed", code(key(GIVEN)::open));
    Files.writeString(file, "short", StandardCharsets.US_ASCII);
    assertEquals("key-file-malformed", code(key(GIVEN)::open));
  }
}
