package dev.symphony.policy.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.right.Right;
import dev.symphony.policy.proof.Invariant.Claim;
import dev.symphony.policy.proof.Invariant.Who;
import dev.symphony.policy.world.Held;
import dev.symphony.policy.world.Member;
import dev.symphony.policy.world.Stage;
import dev.symphony.policy.world.Target;
import dev.symphony.policy.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The prover never says anything that a kernel, asked naively, does not say too. */
class SoundnessTest {
  private static final Claim.NoFlow LEAK =
      new Claim.NoFlow(
          Target.parse("files.read,readText:secrets/**"), Target.parse("net.send:evil"));
  private static final Set<String> SOURCES =
      KernelOracle.PATHS.stream()
          .filter(path -> path.equals("secrets") || path.startsWith("secrets/"))
          .flatMap(path -> List.of("files.read:" + path, "files.readText:" + path).stream())
          .collect(Collectors.toSet());
  private static final Set<String> SINKS = Set.of("net.send:evil");
  private static final Claim.NoReach DEPUTY =
      new Claim.NoReach(
          new Who(List.of("p/*"), List.of("p/two")),
          Target.parse("files.list,read:*/a"),
          Optional.of(Duration.ofHours(36)));

  private int unknown;

  private Verdict verdict(Claim claim, World world) {
    return new Prover(world, Stage.CATALOG).prove(new Invariant("x", "X.", claim));
  }

  private void agree(Claim claim, World world, boolean possible) {
    Verdict verdict = verdict(claim, world);
    switch (verdict) {
      case Verdict.Proved p -> assertTrue(!possible, () -> "proved, but possible: " + world);
      case Verdict.Violated v ->
          assertTrue(possible, () -> v.chain().steps() + ", but impossible: " + world);
      case Verdict.Unknown u -> unknown++;
    }
  }

  private void checkFlow(World world) {
    agree(LEAK, world, new KernelOracle(world, world.at()).flows(SOURCES, SINKS));
  }

  private void checkReach(World world) {
    Set<String> sinks =
        KernelOracle.PATHS.stream()
            .filter(path -> path.matches("[^/]*/a"))
            .flatMap(path -> List.of("files.list:" + path, "files.read:" + path).stream())
            .collect(Collectors.toSet());
    Set<String> starts = world.members().containsKey("p/one") ? Set.of("p/one") : Set.of();
    boolean possible =
        new KernelOracle(world, world.at().plus(Duration.ofHours(36))).reaches(starts, sinks);
    agree(DEPUTY, world, possible);
  }

  @Test
  void tenThousandWorldsByChance() {
    RandomWorlds worlds = new RandomWorlds(20260101);
    for (int i = 0; i < 10_000; i++) {
      World world = worlds.next();
      checkFlow(world);
      checkReach(world);
    }
    assertTrue(unknown < 200, "undecided: " + unknown + " of 20000");
  }

  @Test
  void everyWorldOfTwo() {
    List<String> rights =
        List.of(
            "files.read:secrets/a",
            "net.send:e*",
            "extensions.invoke:OTHER",
            "artifacts.put:**",
            "artifacts.get:**",
            "kv.get,put:a");
    for (int first = 0; first < 1 << rights.size(); first++) {
      for (int second = 0; second < 1 << rights.size(); second++) {
        checkFlow(
            Stage.world(
                subset("p/one", "q/three", first, rights),
                subset("q/three", "p/one", second, rights)));
      }
    }
    assertEquals(0, unknown);
  }

  private static Member subset(String name, String other, int bits, List<String> rights) {
    List<Held> held = new ArrayList<>();
    for (int i = 0; i < rights.size(); i++) {
      if ((bits >> i & 1) == 1) {
        held.add(Held.of(Right.parse(rights.get(i).replace("OTHER", other)), "given"));
      }
    }
    return new Member(name, held);
  }
}
