package dev.symphony.policy.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.policy.world.Member;
import dev.symphony.policy.world.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorldDifferenceTest {
  private static WorldDifference between(Member before, Member after) {
    Member network = Stage.member("b/network", "net.send:**");
    return WorldDifference.between(
        Stage.world(before, network), Stage.world(after, network), Stage.CATALOG);
  }

  @Test
  void otherWordsForTheSame_areNoDifference() {
    WorldDifference none =
        between(
            Stage.member("a/x", "files.read:a/**", "files.read:b/*"),
            Stage.member("a/x", "files.read:b/*|a/**"));
    assertEquals(new WorldDifference(List.of(), List.of(), List.of()), none);
  }

  @Test
  void widerPattern_isTold() {
    WorldDifference difference =
        between(Stage.member("a/x", "files.read:a/*"), Stage.member("a/x", "files.read:a/**"));
    assertEquals(List.of(), difference.disappears());
    assertEquals(1, difference.appears().size());
    assertTrue(
        difference.appears().getFirst().call().startsWith("files.read(\"a"), difference::toString);
  }

  @Test
  void reachThroughOthers_isTold() {
    WorldDifference difference =
        between(Stage.member("a/x"), Stage.member("a/x", "extensions.invoke:b/*"));
    assertEquals(
        List.of(List.of("a/x"), List.of("a/x", "b/network")),
        difference.appears().stream().map(WorldDifference.Change::way).toList());
  }

  @Test
  void laterEnd_isTold() {
    WorldDifference difference =
        between(
            Stage.member("a/x", "files.read:a;expires=2026-02-01T00:00:00Z"),
            Stage.member("a/x", "files.read:a;expires=2026-03-01T00:00:00Z"));
    assertEquals(1, difference.appears().size());
    assertEquals(0, difference.disappears().size());
  }
}
