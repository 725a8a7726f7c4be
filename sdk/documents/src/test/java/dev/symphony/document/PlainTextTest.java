package dev.symphony.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2K",
        "\r",
        "\b",
        "\u0000",
        "\u007f",
        "\u009b2K",
        "\u202e",
        "\u2066",
        "\u200f",
        "\u061c",
        "\u2028",
        "\u2029",
        "\ud800"
      })
  void whatMovesOrReorders_isReplaced(String text) {
    assertFalse(PlainText.isPlain("a" + text));
    assertEquals('\ufffd', PlainText.of(text).charAt(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Grüße, 世界 \ud83c\udfbb", "\u05e9\u05dc\u05d5\u05dd", "a\tb\nc"})
  void otherText_staysAsItIs(String text) {
    assertTrue(PlainText.isPlain(text));
    assertEquals(text, PlainText.of(text));
  }

  @Test
  void lineHasNoLineBreak() {
    assertTrue(PlainText.isPlainLine("a\tb"));
    assertFalse(PlainText.isPlainLine("a\nb"));
  }
}
