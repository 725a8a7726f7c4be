package dev.symphony.capabilities.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.symphony.capabilities.Bytes;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that signatures and keys have to follow. */
class StrictSignatureTest {
  private static final byte[] MESSAGE = {1, 2, 3};
  private static final PrivateKey ED25519 = key(Algorithm.ED25519);
  private static final PrivateKey SECP256R1 = key(Algorithm.SECP256R1);
  private static final BigInteger GROUP_ORDER =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private static PrivateKey key(Algorithm algorithm) {
    return PrivateKey.of(algorithm, Bytes.fromHex("0102030405060708".repeat(4)));
  }

  private static SignatureCheck check(PrivateKey key, byte[] signature) {
    return key.publicKey().check(MESSAGE, Bytes.copyOf(signature));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 32, 63, 65, 128})
  void ed25519SignaturesOfAnotherLength_areMalformed(int length) {
    byte[] signature = Arrays.copyOf(ED25519.sign(MESSAGE).toArray(), length);
    assertEquals(SignatureCheck.MALFORMED, check(ED25519, signature));
  }

  @Test
  void ed25519SignatureWithUnreducedScalar_isInvalid() {
    byte[] signature = ED25519.sign(MESSAGE).toArray();
    byte[] scalar = new byte[32];
    for (int i = 0; i < 32; i++) {
      scalar[31 - i] = signature[32 + i];
    }
    byte[] sum = new BigInteger(1, scalar).add(GROUP_ORDER).toByteArray();
    for (int i = 0; i < 32; i++) {
      signature[32 + i] = i < sum.length ? sum[sum.length - 1 - i] : 0;
    }
    assertEquals(SignatureCheck.INVALID, check(ED25519, signature));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0200000000000000000000000000000000000000000000000000000000000000"
      })
  void ed25519KeysOfSmallOrderOrOffTheCurveOrNotCanonical_areRefused(String hex) {
    PublicKey key = PublicKey.of(Algorithm.ED25519, Bytes.fromHex(hex));
    assertFalse(key.isAcceptable());
    assertEquals(SignatureCheck.BAD_KEY, key.check(MESSAGE, ED25519.sign(MESSAGE)));
    assertThrows(KeyException.class, () -> PublicKey.parse("ed25519/" + hex));
    byte[] signature = ED25519.sign(MESSAGE).toArray();
    System.arraycopy(Bytes.fromHex(hex).toArray(), 0, signature, 0, 32);
    assertNotEquals(SignatureCheck.VALID, check(ED25519, signature));
  }

  @Test
  void ecdsaSignatureWithAnythingBehind_isMalformed() {
    byte[] signature = SECP256R1.sign(MESSAGE).toArray();
    assertEquals(SignatureCheck.VALID, check(SECP256R1, signature));
    assertEquals(
        SignatureCheck.MALFORMED, check(SECP256R1, Arrays.copyOf(signature, signature.length + 1)));
    assertEquals(
        SignatureCheck.MALFORMED, check(SECP256R1, Arrays.copyOf(signature, signature.length - 1)));
    assertEquals(SignatureCheck.MALFORMED, check(SECP256R1, new byte[0]));
  }

  @Test
  void ecdsaSignatureWithPaddedInteger_isMalformed() {
    byte[] signature = SECP256R1.sign(MESSAGE).toArray();
    byte[] padded = new byte[signature.length + 1];
    System.arraycopy(signature, 0, padded, 0, 4);
    System.arraycopy(signature, 4, padded, 5, signature.length - 4);
    padded[1]++;
    padded[3]++;
    assertEquals(SignatureCheck.MALFORMED, check(SECP256R1, padded));
  }

  @Test
  void ed25519_agreesWithBouncyCastle() {
    Random random = new Random(11);
    for (int i = 0; i < 1_000; i++) {
      byte[] secret = new byte[32];
      byte[] message = new byte[random.nextInt(200)];
      random.nextBytes(secret);
      random.nextBytes(message);
      PrivateKey key = PrivateKey.of(Algorithm.ED25519, Bytes.copyOf(secret));
      byte[] signature = key.sign(message).toArray();
      if (i % 2 == 1) {
        signature[random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
      }
      byte[] encoded = key.publicKey().encoded().toArray();
      boolean theirs = Ed25519.verify(signature, 0, encoded, 0, message, 0, message.length);
      SignatureCheck ours = key.publicKey().check(message, Bytes.copyOf(signature));
      assertEquals(theirs, ours == SignatureCheck.VALID);
      assertEquals(i % 2 == 0, theirs);
    }
  }

  @Test
  void keysThatAreAskedOften_giveTheSameAnswers() {
    Random random = new Random(12);
    for (int i = 0; i < 500; i++) {
      byte[] message = new byte[random.nextInt(200)];
      random.nextBytes(message);
      byte[] signature = ED25519.sign(message).toArray();
      if (i % 2 == 1) {
        signature[random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
      }
      SignatureCheck often = ED25519.publicKey().check(message, Bytes.copyOf(signature));
      PublicKey fresh = PublicKey.parse(ED25519.publicKey().toString());
      assertEquals(fresh.check(message, Bytes.copyOf(signature)), often);
      assertEquals(i % 2 == 0, often == SignatureCheck.VALID);
    }
  }

  @Test
  void secretsAreNeverPrinted() {
    for (PrivateKey key : new PrivateKey[] {ED25519, SECP256R1}) {
      assertFalse(key.toString().contains("0102030405060708"));
      assertEquals(
          Bytes.fromHex("0102030405060708".repeat(4)), key.secret(SecretKeyAccess.insecure()));
    }
  }

  @Test
  void secretsOutOfRange_areRefused() {
    for (String hex : new String[] {"00".repeat(32), "ff".repeat(32), "01"}) {
      assertThrows(
          KeyException.class, () -> PrivateKey.of(Algorithm.SECP256R1, Bytes.fromHex(hex)));
    }
    assertThrows(KeyException.class, () -> PrivateKey.of(Algorithm.ED25519, Bytes.fromHex("01")));
  }

  @Test
  void textForm_readsBack() {
    for (PrivateKey key : new PrivateKey[] {ED25519, SECP256R1}) {
      assertEquals(key.publicKey(), PublicKey.parse(key.publicKey().toString()));
    }
    for (String text : new String[] {"", "ed25519", "rsa/00", "ed25519/zz", "secp256r1/04"}) {
      assertThrows(KeyException.class, () -> PublicKey.parse(text));
    }
  }
}
