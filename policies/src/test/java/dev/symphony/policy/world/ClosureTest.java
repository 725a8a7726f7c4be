package dev.symphony.policy.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.datalog.Authorization;
import dev.symphony.capabilities.datalog.Authorizer;
import dev.symphony.capabilities.datalog.Datalog;
import dev.symphony.capabilities.datalog.Evaluation;
import dev.symphony.capabilities.datalog.Limits;
import dev.symphony.capabilities.datalog.QueryResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The closure over groups, the breadth-first search, and three rules of Datalog agree. */
class ClosureTest {
  private static World world(long seed, int size, int calls) {
    Random random = new Random(seed);
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<String> rights = new ArrayList<>();
      for (int c = random.nextInt(calls + 1); c > 0; c--) {
        int other = random.nextInt(size);
        rights.add(
            "extensions.invoke:"
                + (random.nextInt(12) == 0 ? "p" + other % 7 + "/*" : name(other)));
      }
      members.add(Stage.member(name(i), rights.toArray(String[]::new)));
    }
    return Stage.world(members.toArray(Member[]::new));
  }

  private static String name(int i) {
    return "p" + i % 7 + "/e" + i;
  }

  private static Set<String> byDatalog(Authority authority) {
    StringBuilder program = new StringBuilder();
    for (String name : authority.world().members().keySet()) {
      program.append("member(\"").append(name).append("\");\n");
      authority
          .callees(name)
          .keySet()
          .forEach(callee ->
              program
                  .append("calls(\"")
                  .append(name)
                  .append("\", \"")
                  .append(callee)
                  .append("\");\n"));
    }
    program.append("reaches($a, $a) <- member($a);\n");
    program.append("reaches($a, $c) <- reaches($a, $b), calls($b, $c);\n");
    program.append("allow if true;\n");
    Limits limits =
        Limits.standard()
            .withMaxFacts(1_000_000)
            .withMaxIterations(1_000_000)
            .withMaxSteps(Long.MAX_VALUE);
    Evaluation evaluation =
        Authorizer.of(Datalog.program(program.toString())).withLimits(limits).evaluate(List.of());
    assertInstanceOf(Authorization.Allowed.class, evaluation.authorization());
    QueryResult.Found found =
        assertInstanceOf(
            QueryResult.Found.class,
            evaluation.query(Datalog.rule("pair($a, $b) <- reaches($a, $b)")));
    return found.facts().stream()
        .map(fact -> fact.values().toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void closureSearchAndDatalog_agree() {
    for (int seed = 0; seed < 12; seed++) {
      Authority authority = new Authority(world(seed, 14, 3), Stage.CATALOG);
      Closure closure = Closure.of(authority);
      int pairs = 0;
      for (String name : authority.world().members().keySet()) {
        Set<String> searched = Set.copyOf(Reach.from(List.of(name), authority).members());
        assertEquals(searched, Set.copyOf(closure.of(name)));
        pairs += searched.size();
      }
      assertEquals(pairs, closure.size());
      assertEquals(pairs, byDatalog(authority).size(), "seed " + seed);
    }
  }

  @Test
  void tenThousandExtensions_areClosed() {
    Authority authority = new Authority(world(3, 10_000, 3), Stage.CATALOG);
    Closure closure = Closure.of(authority);
    assertTrue(closure.size() >= 10_000);
    Map<String, Member> members = new TreeMap<>(authority.world().members());
    members.put(
        "new/comer", Stage.member("new/comer", "extensions.invoke:" + name(1) + "|" + name(2)));
    Authority later =
        authority.after(World.of(members.values(), List.of(), authority.world().at()));
    Closure after = closure.after(later);
    assertEquals(1, after.searched(), "nobody can call the new one");
    assertEquals(Closure.of(later).size(), after.size());
  }

  private static Member someMember(Random random, int size) {
    List<String> rights = new ArrayList<>();
    for (int c = random.nextInt(4); c > 0; c--) {
      int other = random.nextInt(size);
      rights.add(
          "extensions.invoke:"
              + (random.nextInt(10) == 0 ? "p" + other % 7 + "/*" : name(other))
              + (random.nextInt(10) == 0 ? ";expires=2020-01-01T00:00:00Z" : ""));
    }
    return Stage.member(name(random.nextInt(size)), rights.toArray(String[]::new));
  }

  /** One or two members come, go or change. */
  private static World changed(World world, Random random) {
    Map<String, Member> members = new TreeMap<>(world.members());
    for (int change = random.nextInt(2); change >= 0; change--) {
      Member some = someMember(random, 40);
      if (random.nextInt(3) == 0) {
        members.remove(some.name());
      } else {
        members.put(some.name(), some);
      }
    }
    return World.of(members.values(), List.of(), world.at());
  }

  @Test
  void closureAfterChanges_isTheClosureFromScratch() {
    long searched = 0;
    long all = 0;
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      Authority authority = new Authority(world(seed, 30, 2), Stage.CATALOG);
      Closure closure = Closure.of(authority);
      for (int step = 0; step < 25; step++) {
        authority = authority.after(changed(authority.world(), random));
        closure = closure.after(authority);
        Authority fresh = new Authority(authority.world(), Stage.CATALOG);
        Closure scratch = Closure.of(fresh);
        for (String name : fresh.world().members().keySet()) {
          assertEquals(fresh.callees(name), authority.callees(name));
          assertEquals(Set.copyOf(scratch.of(name)), Set.copyOf(closure.of(name)));
        }
        assertEquals(scratch.size(), closure.size());
        searched += closure.searched();
        all += scratch.searched();
      }
    }
    assertTrue(searched * 2 < all, searched + " of " + all + " were worked out anew");
  }

  @Test
  void ways_areShortest() {
    Authority authority =
        new Authority(
            Stage.world(
                Stage.member("a/a", "extensions.invoke:a/b|a/c"),
                Stage.member("a/b", "extensions.invoke:a/c"),
                Stage.member("a/c", "extensions.invoke:a/d"),
                Stage.member("a/d", "net.send:**")),
            Stage.CATALOG);
    assertEquals(
        List.of("a/a", "a/c", "a/d"),
        Reach.from(List.of("a/a"), authority).wayTo("a/d").orElseThrow());
    assertEquals(
        List.of("a/b", "a/c", "a/d"),
        Objects.requireNonNull(Reach.toTarget(Target.parse("net"), authority).get("a/b")).way());
  }
}
