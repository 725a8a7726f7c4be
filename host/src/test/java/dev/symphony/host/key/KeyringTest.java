package dev.symphony.host.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.datalog.Datalog;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.key.SecretKeyAccess;
import dev.symphony.capabilities.token.TokenVerifier;
import dev.symphony.capabilities.token.UnverifiedToken;
import dev.symphony.capabilities.token.Verification;
import dev.symphony.host.UserError;
import dev.symphony.host.key.RootKey.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class KeyringTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path directory;

  private Keyring open() throws UserError, IOException {
    return Keyring.open(directory.resolve("keys"), RANDOM);
  }

  private static Passphrase passphrase(String text) throws UserError {
    return Passphrase.ofOwnedArray(text.toCharArray());
  }

  private static String code(Executable action) {
    return assertThrows(UserError.class, action).code();
  }

  private UnverifiedToken token() throws UserError, IOException {
    Keyring keyring = open();
    PrivateKey key = keyring.unlock(passphrase("correct horse"));
    return UnverifiedToken.mint(
        key, keyring.requireActive().id(), Datalog.block("grant(1)"), RANDOM);
  }

  private boolean accepts(UnverifiedToken token) throws UserError, IOException {
    return TokenVerifier.of(open().rootKeys()).verify(token) instanceof Verification.Verified;
  }

  @Test
  void newKey_opensWithItsPassphraseOnly() throws Exception {
    RootKey made = open().create(passphrase("correct horse"), NOW);
    assertEquals(made.publicKey(), open().unlock(passphrase("correct horse")).publicKey());
    assertEquals("passphrase-wrong", code(() -> open().unlock(passphrase("wrong horse"))));
    assertEquals(List.of(made), open().keys());
  }

  @Test
  void olderKeys_verifyUntilTheyAreRetired() throws Exception {
    open().create(passphrase("correct horse"), NOW);
    UnverifiedToken old = token();
    RootKey second = open().rotate(passphrase("correct horse"), NOW);
    assertEquals(2, second.id());
    assertTrue(accepts(old));
    assertTrue(accepts(token()));
    open().retire(1);
    assertFalse(accepts(old));
    assertTrue(accepts(token()));
    assertEquals(
        List.of(State.RETIRED, State.ACTIVE), open().keys().stream().map(RootKey::state).toList());
  }

  @Test
  void rotation_needsNothingOfTheOldKey_soThatALostOneIsNoEnd() throws Exception {
    open().create(passphrase("forgotten"), NOW);
    Files.delete(directory.resolve("keys/root-1.pem"));
    open().rotate(passphrase("correct horse"), NOW);
    assertTrue(accepts(token()));
  }

  @Test
  void keyThatSigns_isNeitherRetiredNorReplacedByAccident() throws Exception {
    open().create(passphrase("correct horse"), NOW);
    assertEquals("keyring-active", code(() -> open().retire(1)));
    assertEquals("keyring-active", code(() -> open().create(passphrase("another one"), NOW)));
    assertEquals("key-unknown", code(() -> open().retire(7)));
  }

  @Test
  void emptyKeyring_saysSo() {
    assertEquals("keyring-empty", code(() -> open().unlock(passphrase("correct horse"))));
  }

  @Test
  void everyFile_isForTheOwnerAlone() throws Exception {
    open().create(passphrase("correct horse"), NOW);
    assertEquals("rwx------", modes(directory.resolve("keys")));
    assertEquals("rw-------", modes(directory.resolve("keys/keyring.json")));
    assertEquals("rw-------", modes(directory.resolve("keys/root-1.pem")));
    try (var files = Files.list(directory.resolve("keys"))) {
      assertEquals(2, files.count());
    }
  }

  private static String modes(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void filesThatOthersCanRead_areRefused() throws Exception {
    open().create(passphrase("correct horse"), NOW);
    for (String name : List.of("root-1.pem", "keyring.json")) {
      Path file = directory.resolve("keys").resolve(name);
      for (String open : List.of("rw-r-----", "rw----r--", "rw--w----", "rw-----w-")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
        assertEquals("key-file-mode", code(() -> open().unlock(passphrase("correct horse"))));
      }
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    open().unlock(passphrase("correct horse"));
  }

  @Test
  void keyFileOfAnotherKey_isRefused() throws Exception {
    open().create(passphrase("correct horse"), NOW);
    PrivateKey stranger = PrivateKey.generate(Algorithm.ED25519, RANDOM);
    PrivateFiles.write(
        directory.resolve("keys/root-1.pem"),
        EncryptedKey.encrypt(stranger, passphrase("correct horse"), RANDOM)
            .getBytes(StandardCharsets.US_ASCII));
    assertEquals("passphrase-wrong", code(() -> open().unlock(passphrase("correct horse"))));
  }

  @Test
  void damagedFiles_areRefused() throws Exception {
    open().create(passphrase("correct horse"), NOW);
    PrivateFiles.write(directory.resolve("keys/root-1.pem"), new byte[] {1, 2, 3});
    assertEquals("key-file-malformed", code(() -> open().unlock(passphrase("correct horse"))));
    PrivateFiles.write(directory.resolve("keys/keyring.json"), new byte[] {'{'});
    assertEquals("keyring-malformed", code(this::open));
  }

  @Test
  void encryptedKey_namesScryptAndAes_andNeverHoldsTheSecret() throws Exception {
    PrivateKey key = PrivateKey.generate(Algorithm.ED25519, RANDOM);
    String text = EncryptedKey.encrypt(key, passphrase("correct horse"), RANDOM);
    byte[] der = Base64.getMimeDecoder().decode(text.replaceAll("-----.*-----", ""));
    String hex = HexFormat.of().formatHex(der);
    assertTrue(hex.contains("2b06010401da47040b"), "scrypt 1.3.6.1.4.1.11591.4.11");
    assertTrue(hex.contains("60864801650304012a"), "AES-256-CBC 2.16.840.1.101.3.4.1.42");
    assertFalse(hex.contains(key.secret(SecretKeyAccess.insecure()).toHex()));
    assertArrayEquals(
        key.secret(SecretKeyAccess.insecure()).toArray(),
        EncryptedKey.decrypt(text, passphrase("correct horse"))
            .secret(SecretKeyAccess.insecure())
            .toArray());
  }

  @Test
  void passphrase_comesFromTheFile_thenTheEnvironment_thenThePrompt() throws Exception {
    Path file = directory.resolve("pass");
    PrivateFiles.write(file, "from the file\nsecond line".getBytes(StandardCharsets.UTF_8));
    Map<String, String> environment = Map.of("SYMPHONY_PASSPHRASE", "from the environment");
    assertEquals(
        "from the file",
        text(new PassphraseSource(Optional.of(file), environment, q -> Optional.empty())));
    assertEquals(
        "from the environment",
        text(new PassphraseSource(Optional.empty(), environment, q -> Optional.empty())));
    assertEquals(
        "from the prompt",
        text(
            new PassphraseSource(
                Optional.empty(), Map.of(), q -> Optional.of("from the prompt".toCharArray()))));
    assertEquals(
        "passphrase-missing",
        code(() -> text(new PassphraseSource(Optional.empty(), Map.of(), q -> Optional.empty()))));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(
        "key-file-mode",
        code(() -> text(new PassphraseSource(Optional.of(file), Map.of(), q -> Optional.empty()))));
  }

  @Test
  void chosenPassphrase_isAskedForTwice() {
    var answers = new ArrayDeque<>(List.of("first answer", "second answer"));
    PassphraseSource source =
        new PassphraseSource(
            Optional.empty(), Map.of(), q -> Optional.of(answers.remove().toCharArray()));
    assertEquals("passphrase-mismatch", code(source::choose));
  }

  @Test
  void shortPassphrase_isRefused() {
    assertEquals("passphrase-short", code(() -> passphrase("short")));
  }

  private static String text(PassphraseSource source) throws UserError {
    try (Passphrase passphrase = source.get()) {
      return new String(passphrase.characters());
    }
  }
}
