package dev.symphony.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TomlDocumentTest {
  private static final String TEXT =
      """
      # head [not] a = "table"
      title = "a # b"

      [owner]
      name = \"""
      two ] lines = \\" here
      \"""
      'odd key' = 1

      [[node]]
      id = 'first'
      list = [ "a", # comment ]
        "b", ["c"] ]

      [[node]]
      id = "second"
        deep = { x = 1, y = { z = "q" } }
      [node.input]
      a.b = true
      """;

  private static TomlDocument parse(String text) throws DocumentException {
    return TomlDocument.parse("t.toml", "test", Bytes.utf8(text));
  }

  @Test
  void positions_pointAtEveryKeyAndElement() {
    KeyPositions positions = KeyPositions.of(TEXT);
    Map<String, Position> expected =
        Map.of(
            "title", new Position(2, 1),
            "owner", new Position(4, 1),
            "owner.name", new Position(5, 1),
            "owner.\"odd key\"", new Position(8, 1),
            "node[0].id", new Position(11, 1),
            "node[0].list[1]", new Position(13, 3),
            "node[0].list[2][0]", new Position(13, 9),
            "node[1].deep.y.z", new Position(17, 25),
            "node[1].input", new Position(18, 1),
            "node[1].input.a.b", new Position(19, 1));
    expected.forEach((key, at) -> assertEquals(Optional.of(at), positions.find(key), key));
  }

  @Test
  void malformedText_isRefusedWithLineAndColumn() {
    DocumentException e =
        assertThrows(DocumentException.class, () -> parse("a = 1\nb = = 2\nc = 3\n"));
    Problem problem = e.problems().getFirst();
    assertEquals("test-syntax", problem.code());
    assertEquals(2, problem.position().orElseThrow().line());
  }

  @Test
  void invalidUtf8_isRefused() {
    DocumentException e =
        assertThrows(
            DocumentException.class,
            () ->
                TomlDocument.parse("t.toml", "test", Bytes.copyOf(new byte[] {'a', (byte) 0xff})));
    assertTrue(e.toString().contains("not UTF-8"), e.toString());
  }

  @Test
  void absurdNesting_isRefusedNotAStackOverflow() {
    assertThrows(DocumentException.class, () -> parse("a = " + "[".repeat(200_000)));
    assertThrows(
        DocumentException.class, () -> parse("a = " + "[".repeat(50_000) + "]".repeat(50_000)));
    assertThrows(DocumentException.class, () -> parse("a" + ".a".repeat(300_000) + " = 1"));
  }

  @Test
  void duplicateKey_isRefused() {
    assertThrows(DocumentException.class, () -> parse("a = 1\na = 2\n"));
  }

  @Test
  void problemsOfSeveralParts_areAllToldInTheOrderOfTheText() throws DocumentException {
    TomlDocument document = parse("[[n]]\nid = 1\n[[n]]\nid = 'x'\nnmae = 'y'\n[[n]]\n");
    for (Section section : document.root().sections("n")) {
      section.allowOnly("id", "name");
      document.attempt(() -> section.text("id"));
    }
    DocumentException e = assertThrows(DocumentException.class, document::throwIfRejected);
    assertEquals(
        List.of(
            "t.toml:2:1: n[0].id: this is a number, but has to be a text [test-invalid]",
            "t.toml:5:1: n[1].nmae: unknown key; did you mean 'name'? (allowed: id, name)"
                + " [test-unknown-key]",
            "t.toml:6:1: n[2].id: missing: a text is needed here [test-invalid]"),
        e.problems().stream().map(Problem::toString).toList());
  }

  @Test
  void values_arePlainAndInOrder() throws DocumentException {
    Section root = parse("v = { b = [1, 2.5, true], a = 'x' }").root();
    assertEquals(
        Map.of("b", List.of(1L, 2.5, true), "a", "x"), root.optionalValue("v").orElseThrow());
    Section odd = parse("v = nan\nw = 99999999999999999999").root();
    assertThrows(RejectedKey.class, () -> odd.optionalValue("v"));
    assertThrows(RejectedKey.class, () -> odd.optionalValue("w"));
  }
}
