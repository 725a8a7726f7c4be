package dev.symphony.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Terminal terminal(String styled) {
    return new Terminal(new PrintWriter(out), new PrintWriter(err), styled.equals("styled"));
  }

  @Test
  void whatGuestsWrote_movesNothing() {
    terminal("styled").line("a\u001b[2K\u001b[1Ab\rc\u202ed");
    terminal("plain").note("a\u001b[31mb\r\nc");
    assertEquals("a\ufffd[2K\ufffd[1Ab\ufffdc\ufffdd\n", out.toString());
    assertEquals("a\ufffd[31mb\nc\n", err.toString());
  }

  @Test
  void colours_areKeptWhereTheyMakeSense() {
    Terminal styled = terminal("styled");
    styled.line(styled.red("no") + ", " + styled.green("yes"));
    assertEquals("\u001b[31mno\u001b[0m, \u001b[32myes\u001b[0m\n", out.toString());
  }

  @Test
  void json_saysTheSameInSafeCharacters() throws Exception {
    String hostile = "\u001b[2K \u009b \u202e \u2028 \ud800 Gr\u00fc\u00dfe";
    String json = JsonText.compact(Map.of("text", hostile));
    terminal("styled").line(json);
    assertEquals(json + "\n", out.toString());
    assertEquals(Map.of("text", hostile), JsonText.parse(json));
  }
}
