package dev.symphony.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MainTest {
  private static String printed(String... arguments) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    assertEquals(0, Main.run(writer, writer, Map.of(), arguments), out::toString);
    return out.toString();
  }

  @Test
  void everyCommand_answersToItsName_andIsInTheHelp() {
    String help = printed("--help");
    for (String name : Main.NAMES) {
      assertTrue(help.contains("\n  " + name + " "), () -> name + " in " + help);
      String usage = name.equals("help") ? "symphony help" : "symphony " + name;
      assertTrue(printed(name, "--help").contains(usage), name);
    }
  }

  @Test
  void commandsThatAreAboutOthers_knowThem() {
    assertTrue(printed("help", "eval").contains("Runs a script in a sandbox"));
    assertTrue(printed("generate-completion").contains("conductor"));
  }

  @Test
  void version_isThere() {
    assertTrue(printed("--version").startsWith("symphony "));
  }

  @Test
  void unknownCommands_areAnsweredWithThoseThatThereAre() {
    StringWriter err = new StringWriter();
    PrintWriter writer = new PrintWriter(err);
    assertEquals(ExitCode.USAGE, Main.run(writer, writer, Map.of(), "evaluate"));
    assertTrue(err.toString().contains("eval"), err::toString);
  }
}
