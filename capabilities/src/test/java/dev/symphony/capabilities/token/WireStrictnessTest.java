package dev.symphony.capabilities.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.datalog.Datalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Encodings that say the same in another way, or more than is known, are refused. */
class WireStrictnessTest {

  private static TokenError.Kind refusal(String hex) {
    TokenException refusal =
        assertThrows(
            TokenException.class,
            () ->
                BlockCodec.read(
                    Bytes.fromHex(hex), SymbolTable.standard(), BlockCodec.Party.FIRST));
    return refusal.error().kind();
  }

  @ParameterizedTest
  @CsvSource({
    "'', VERSION",
    "1802, VERSION",
    "1807, VERSION",
    "18ffffffff0f, VERSION",
    "188600, MALFORMED_BLOCK",
    "18061806, MALFORMED_BLOCK",
    "1806fa0100, MALFORMED_BLOCK",
    "18064801, MALFORMED_BLOCK",
    "1a0106, MALFORMED_BLOCK",
    "1d06000000, MALFORMED_BLOCK",
    "18060a04, MALFORMED_BLOCK",
    "18060a01ff, MALFORMED_BLOCK",
    "18060a0161 0a0161, SYMBOL_OVERLAP",
    "18060a0472656164, SYMBOL_OVERLAP",
    "1806 22060a0408041200, MALFORMED_BLOCK",
    "1806 22080a0608041202 181c, UNKNOWN_SYMBOL",
    "1806 22080a0608041202 0801, MALFORMED_BLOCK",
    "1806 22080a0608041202 3002, MALFORMED_BLOCK",
    "1806 22040a020880 08, MALFORMED_BLOCK",
    "1806 3a021002, UNKNOWN_KEY",
    "1806 3a020802, MALFORMED_BLOCK",
    "1803 3a020800, MALFORMED_BLOCK",
    "1803 22080a0608041202 4200, MALFORMED_BLOCK"
  })
  void oddBlocks_areRefused(String hex, TokenError.Kind expected) {
    assertEquals(expected, refusal(hex.replace(" ", "")));
  }

  @Test
  void writtenBlocks_readBack_andSayTheirVersion() {
    assertVersion(DatalogVersion.V3_0, "a(1); check if a($x), $x > 0;");
    assertVersion(DatalogVersion.V3_1, "check all a($x), $x > 0;");
    assertVersion(DatalogVersion.V3_1, "check if 1 | 2 === 3;");
    assertVersion(DatalogVersion.V3_1, "trusting previous; a(1);");
    assertVersion(DatalogVersion.V3_3, "a([1]);");
    assertVersion(DatalogVersion.V3_3, "a({1: {\"b\": null}});");
    assertVersion(DatalogVersion.V3_3, "check if 1 == 2 || true;");
    assertVersion(DatalogVersion.V3_3, "reject if a(1);");
    assertVersion(DatalogVersion.V3_3, "check if 1.extern::f(2).extern::g();");
  }

  private static void assertVersion(int expected, String text) {
    Block block = Datalog.block(text).withContext("of the test");
    Bytes written = BlockCodec.write(block, SymbolTable.standard(), DatalogVersion.V3_0);
    BlockCodec.Content read =
        BlockCodec.read(written, SymbolTable.standard(), BlockCodec.Party.FIRST);
    assertEquals(block, read.block());
    assertEquals(expected, read.version());
    assertEquals(
        written, BlockCodec.write(read.block(), SymbolTable.standard(), DatalogVersion.V3_0));
  }

  @ParameterizedTest
  @CsvSource({"a", "ab+/", "ab_-=", "AAB", "biscuit:", "AA==x"})
  void textThatIsNotCanonicalBase64_isRefusedOrEmpty(String text) {
    if (text.equals("biscuit:")) {
      assertEquals(0, TokenText.decode(text).length);
    } else {
      TokenException refusal = assertThrows(TokenException.class, () -> TokenText.decode(text));
      assertEquals(TokenError.Kind.TEXT, refusal.error().kind());
    }
  }

  @Test
  void textForm_readsBack() {
    byte[] content = {1, (byte) 0xff, 3, 4};
    String text = TokenText.encode(content);
    for (String each : new String[] {text, "biscuit:" + text, text.replace("=", "")}) {
      assertEquals(Bytes.copyOf(content), Bytes.copyOf(TokenText.decode(each)));
    }
  }
}
