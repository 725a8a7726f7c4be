package dev.symphony.policy.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.Right;
import dev.symphony.document.DocumentException;
import dev.symphony.policy.world.Held;
import dev.symphony.policy.world.Member;
import dev.symphony.policy.world.Stage;
import dev.symphony.policy.world.World;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProverTest {
  private static final String SECRETS =
      "never = { flow = \"files.read,readText:secrets/**\", to = \"net\" }";

  private static Verdict verdict(String claim, World world) throws DocumentException {
    Invariant invariant =
        InvariantReader.read(
                "test.toml",
                Bytes.utf8("[[invariant]]\nname = \"x\"\nsays = \"X.\"\n" + claim + "\n"))
            .getFirst();
    return new Prover(world, Stage.CATALOG).prove(invariant);
  }

  private static List<String> steps(String claim, World world) throws DocumentException {
    return assertInstanceOf(Verdict.Violated.class, verdict(claim, world)).chain().steps();
  }

  private static void proved(String claim, World world) throws DocumentException {
    assertInstanceOf(Verdict.Proved.class, verdict(claim, world));
  }

  private static World world(Member... members) {
    return Stage.world(members);
  }

  private static Member member(String name, String... rights) {
    return Stage.member(name, rights);
  }

  @Test
  void oneWhoHasBoth_isFound() throws DocumentException {
    assertEquals(
        List.of(
            "a/x reads files.read(\"secrets/x\") [files.read:secrets/* (given)]",
            "a/x sends it with net.send(\"x\") [net.send:** (given)]"),
        steps(SECRETS, world(member("a/x", "files.read:secrets/*", "net.send:**"))));
  }

  @Test
  void whatDoesNotOverlap_isNoLeak() throws DocumentException {
    proved(SECRETS, world(member("a/x", "files.read:public/**", "net.send:**")));
    proved(SECRETS, world(member("a/x", "files.list:**", "net.send:**")));
  }

  @Test
  void overBroadGlob_isFound() throws DocumentException {
    List<String> steps = steps(SECRETS, world(member("a/x", "files.read:*/*.txt", "net.send:**")));
    assertTrue(steps.getFirst().contains("secrets/.txt"), steps::toString);
  }

  @Test
  void readerWithoutMouth_isNoLeak() throws DocumentException {
    proved(SECRETS, world(member("a/x", "files.read:**"), member("a/y", "net.send:**")));
  }

  @Test
  void confusedDeputy_isFound() throws DocumentException {
    List<String> steps =
        steps(
            SECRETS,
            world(
                member("a/x", "files.read:**", "extensions.invoke:b/*"),
                member("b/y", "net.send:**")));
    assertEquals(3, steps.size(), steps::toString);
    assertTrue(steps.get(1).startsWith("a/x calls b/y and gives it along"), steps::toString);
  }

  @Test
  void answer_isALeakToo() throws DocumentException {
    List<String> steps =
        steps(
            SECRETS,
            world(
                member("a/x", "files.readText:**"),
                member("b/y", "net.send:**", "extensions.invoke:a/x")));
    assertTrue(steps.get(1).startsWith("b/y calls a/x and gets it"), steps::toString);
  }

  @Test
  void callerBetweenTwoOthers_isFound() throws DocumentException {
    List<String> steps =
        steps(
            SECRETS,
            world(
                member("a/x", "files.read:**"),
                member("b/y", "extensions.invoke:*/*"),
                member("c/z", "net.send:**")));
    assertEquals(4, steps.size(), steps::toString);
  }

  @Test
  void sharedArtifact_isALeak() throws DocumentException {
    List<String> steps =
        steps(
            SECRETS,
            world(
                member("a/x", "files.read:**", "artifacts.put:**"),
                member("b/y", "artifacts.get:**", "net.send:**")));
    assertTrue(steps.get(1).startsWith("a/x keeps it with artifacts.put"), steps::toString);
  }

  @Test
  void calledWithData_answersNobodyElse() throws DocumentException {
    World forgetful =
        world(
            member("a/x", "files.read:**", "extensions.invoke:b/y"),
            member("b/y"),
            member("c/z", "extensions.invoke:b/y", "net.send:**"));
    proved(SECRETS, forgetful);
  }

  @Test
  void memory_makesALeakOfIt() throws DocumentException {
    List<String> steps =
        steps(
            SECRETS,
            world(
                member("a/x", "files.read:**", "extensions.invoke:b/y"),
                member("b/y", "kv.get:a/**", "kv.put:**"),
                member("c/z", "extensions.invoke:b/y", "net.send:**")));
    assertTrue(
        steps.stream().anyMatch(s -> s.contains("b/y keeps it with kv.put")), steps::toString);
  }

  @Test
  void workflow_carriesData() throws DocumentException {
    World flowing =
        World.of(
            List.of(member("a/x", "files.read:**"), member("b/y", "net.send:**")),
            List.of(new World.Flow("a/x", "b/y", "workflow w")),
            Stage.NOW);
    assertEquals(3, steps(SECRETS, flowing).size());
  }

  @Test
  void expiredRight_isNone() throws DocumentException {
    proved(
        SECRETS, world(member("a/x", "files.read:**;expires=2025-01-01T00:00:00Z", "net.send:**")));
  }

  @Test
  void derivedRight_isNarrowedByItsParents() throws DocumentException {
    Held narrow =
        Held.of(Right.parse("files.read:public/**|*/a"), "root")
            .derived(Right.parse("files.read:secrets/**"), "passed on");
    Member holder =
        new Member("a/x", List.of(narrow, Held.of(Right.parse("net.send:**"), "given")));
    assertTrue(steps(SECRETS, world(holder)).getFirst().contains("secrets/a"));
    Held none =
        Held.of(Right.parse("files.read:public/**"), "root")
            .derived(Right.parse("files.read:**"), "passed on");
    proved(
        SECRETS,
        world(new Member("a/x", List.of(none, Held.of(Right.parse("net.send:**"), "given")))));
  }

  @Test
  void reach_goesThroughOthers() throws DocumentException {
    String claim =
        "never = { reach = \"extensions.invoke:core/conductor\", except = [\"core/*\"] }";
    World through =
        world(
            member("a/x", "extensions.invoke:core/*"),
            member("core/helper", "extensions.invoke:core/conductor"),
            member("core/conductor"));
    assertEquals(1, steps(claim, through).size());
    World helperOnly =
        world(
            member("a/x", "extensions.invoke:core/helper"),
            member("core/helper", "extensions.invoke:core/conductor"),
            member("core/conductor"));
    assertEquals(2, steps(claim, helperOnly).size());
    proved(claim, world(member("a/x"), member("core/helper", "extensions.invoke:**")));
  }

  @Test
  void reachAfterTheEnd_isFound() throws DocumentException {
    String claim = "never = { reach = \"files.read:**\", by = [\"temp/*\"], after = \"24h\" }";
    String ending = "files.read:**;expires=2026-01-01T12:00:00Z";
    proved(claim, world(member("temp/x", ending)));
    assertEquals(
        2,
        steps(
                claim,
                world(
                    member("temp/x", ending, "extensions.invoke:a/*"),
                    member("a/y", "files.read:src/**")))
            .size());
  }

  @Test
  void rightsWithoutEnd_areFound() throws DocumentException {
    String claim = "always = { expires = \"kv.put\", within = \"24h\" }";
    proved(claim, world(member("a/x", "kv.put:**;expires=2026-01-01T12:00:00Z", "kv.get:**")));
    assertEquals(1, steps(claim, world(member("a/x", "kv.put:**"))).size());
    assertEquals(
        1, steps(claim, world(member("a/x", "kv.*:a;expires=2026-02-01T12:00:00Z"))).size());
  }

  @Test
  void rightsWithoutLimit_areFound() throws DocumentException {
    String claim = "always = { limited = \"net\", calls = 10 }";
    proved(claim, world(member("a/x", "net.send:**;calls=10")));
    assertEquals(1, steps(claim, world(member("a/x", "net.send:**;calls=11;rate=1/h"))).size());
  }

  @Test
  void numbers_goToTheSolver() throws DocumentException {
    String claim = "never = { reach = \"random.bytes\", where = [\"n > 1000\"] }";
    proved(claim, world(member("a/x", "random.bytes:**;max.n=1000")));
    assertEquals(1, steps(claim, world(member("a/x", "random.bytes:**;max.n=1001"))).size());
  }

  @Test
  void exhaustedQuota_isUnknown() throws DocumentException {
    Held shared = Held.of(Right.parse("net.send:**;calls=1"), "given");
    Verdict verdict =
        verdict(
            "always = { limited = \"net.send\", calls = 3 }",
            world(
                new Member(
                    "a/x", List.of(shared.derived(Right.parse("net.send:x"), "passed on")))));
    assertInstanceOf(Verdict.Proved.class, verdict);
  }
}
