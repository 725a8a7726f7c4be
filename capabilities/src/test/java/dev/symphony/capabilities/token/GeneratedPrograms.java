package dev.symphony.capabilities.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Programs by the dice, in the part of the language whose meaning does not depend on the order that
 * an implementation visits facts in.
 */
final class GeneratedPrograms {
  private static final List<String> USERS = List.of("alice", "bob", "carol", "dörte 😁");
  private static final List<String> FILES = List.of("file1", "file2", "dir/file3", "");

  private final Random random;

  GeneratedPrograms(long seed) {
    this.random = new Random(seed);
  }

  String block() {
    StringBuilder text = new StringBuilder();
    int statements = 1 + random.nextInt(4);
    for (int i = 0; i < statements; i++) {
      text.append(pick(this::fact, this::fact, this::fact, this::fact, this::rule, this::check))
          .append(";\n");
    }
    return text.toString();
  }

  String program() {
    StringBuilder text = new StringBuilder();
    int statements = 2 + random.nextInt(7);
    for (int i = 0; i < statements; i++) {
      text.append(pick(this::fact, this::fact, this::fact, this::rule, this::check)).append(";\n");
    }
    int policies = 1 + random.nextInt(3);
    for (int i = 0; i < policies; i++) {
      text.append(pick("allow if ", "allow if ", "deny if ")).append(body()).append(";\n");
    }
    return text.append("allow if ").append(body()).append(";\n").toString();
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  @SafeVarargs
  private String pick(Supplier<String>... choices) {
    return choices[random.nextInt(choices.length)].get();
  }

  private String pick(List<String> choices) {
    return quoted(choices.get(random.nextInt(choices.size())));
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private String number() {
    return Integer.toString(random.nextInt(5) - 1);
  }

  private String date() {
    return "20%02d-0%d-1%dT12:00:00Z"
        .formatted(random.nextInt(60), 1 + random.nextInt(9), random.nextInt(9));
  }

  private String fact() {
    return pick(
        () -> "user(" + pick(USERS) + ")",
        () -> "right(" + pick(FILES) + ", " + pick("\"read\"", "\"write\"") + ")",
        () -> "resource(" + pick(FILES) + ")",
        () -> "operation(" + pick("\"read\"", "\"write\"") + ")",
        () -> "level(" + number() + ")",
        () -> "time(" + date() + ")",
        () -> "tags({" + number() + ", " + number() + ", 7})",
        () -> "flag(" + random.nextBoolean() + ")",
        () -> "data(hex:" + pick("00ff", "aa", "aabbcc") + ")",
        () -> "list([" + number() + ", " + pick(USERS) + ", null, [true]])",
        () -> "map({\"a\": " + number() + ", 1: " + pick(USERS) + "})");
  }

  private String rule() {
    return pick(
        () -> "right($f, \"read\") <- resource($f), user(" + pick(USERS) + ")",
        () -> "user($u) <- level($n), user($u), $n > " + number(),
        () -> "level($n) <- tags($t), level($n), $t.contains($n)",
        () -> "resource($f) <- right($f, $o), operation($o)" + scope(),
        () -> "known($u, $f) <- user($u), resource($f), $f.length() > " + number(),
        () -> "flag(true) <- map($m), $m.get(\"a\") == " + number());
  }

  private String check() {
    return pick("check if ", "check if ", "check all ") + bodies() + pick("", "", scope());
  }

  private String scope() {
    return pick(
        "", "", " trusting authority", " trusting previous", " trusting authority, previous");
  }

  private String bodies() {
    return random.nextInt(4) == 0 ? body() + " or " + body() : body();
  }

  private String body() {
    List<String> parts = new ArrayList<>();
    parts.add(
        pick(
            () -> "user($u), $u.starts_with(" + pick("\"a\"", "\"b\"", "\"\"") + ")",
            () -> "resource($f), operation($o), right($f, $o)",
            () -> "level($n), $n " + comparison() + " " + number(),
            () -> "time($t), $t " + pick("<", ">", "<=", ">=") + " " + date(),
            () -> "tags($s), $s.contains(" + number() + ")",
            () -> "tags($s), level($n), $s.any($x -> $x " + comparison() + " $n)",
            () -> "flag($b), $b || " + pick("true", "false"),
            () -> "data($d), $d " + pick("==", "!=", "===") + " hex:aa",
            () -> "list($l), $l.get(" + number() + ") == " + pick(USERS),
            () -> "map($m), $m.contains(\"a\"), $m.all($kv -> $kv.get(0) != 5)",
            () -> "user($u), resource($f), $u + $f " + pick("==", "!=") + " \"alicefile1\"",
            () -> "true"));
    if (random.nextInt(5) == 0) {
      parts.add(constant());
    }
    return String.join(", ", parts);
  }

  private String comparison() {
    return pick("<", ">", "<=", ">=", "==", "!=", "===", "!==");
  }

  private String constant() {
    return pick(
        () -> number() + " + " + number() + " * " + number() + " > " + number(),
        () -> "!(" + number() + " < " + number() + ") && " + number() + " != " + number(),
        () -> number() + " / " + number() + " == " + number(),
        () -> "(" + number() + " | " + number() + ") & 3 === " + number(),
        () -> "9223372036854775807 + " + number() + " > 0",
        () -> "(" + number() + " === \"a\").try_or(" + random.nextBoolean() + ")",
        () -> "{1, 2}.union({" + number() + "}).length() " + comparison() + " 2",
        () -> "{1, 2, 3}.intersection({" + number() + ", 2}).contains({2})",
        () -> pick(USERS) + ".matches(\"^[a-c]+" + pick("", "l", "$") + "\")",
        () -> pick(USERS) + ".type() == \"string\" || 1 + true == 2",
        () -> "[1, [2, 3]].contains([2, " + number() + "])",
        () -> "\"a\" === 1");
  }
}
