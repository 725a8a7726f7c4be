package dev.symphony.policy.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.symphony.capabilities.right.Right;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LendingTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final String CALLS = "extensions.invoke:acme/borrower";

  private static Member member(String name, String... rights) {
    return new Member(
        name, Stream.of(rights).map(right -> Held.of(Right.parse(right), "given")).toList());
  }

  private static List<String> lent(Member... members) {
    World world = World.of(List.of(members), List.of(), NOW);
    return Lending.in(world, Stage.CATALOG).find("acme/borrower").orElseThrow().held().stream()
        .map(Held::toString)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "permissions.lend:** | kv.get:**",
        "permissions.lend:kv.* | kv.get:**",
        "permissions.lend:k* | kv.get:**",
        "permissions.lend:kv.get:a | kv.get:a",
      })
  void borrowerHolds_whatTheLenderMayLend(String lend, String borrowed) {
    assertEquals(
        List.of(borrowed + " (lent by acme/lender)"),
        lent(member("acme/lender", lend, "kv.get:**", CALLS), member("acme/borrower")));
  }

  @ParameterizedTest
  @CsvSource({
    "permissions.request:**",
    "permissions.lend:files.*",
    "permissions.lend:files.read:a",
    "permissions.lend:**;expires=2029-01-01T00:00:00Z",
  })
  void otherRights_lendNothing(String right) {
    assertEquals(
        List.of(), lent(member("acme/lender", right, "kv.get:**", CALLS), member("acme/borrower")));
  }

  @Test
  void whoIsNotCalled_isLentNothing() {
    assertEquals(
        List.of(),
        lent(
            member("acme/lender", "permissions.lend:**", "kv.get:**", "extensions.invoke:acme/x"),
            member("acme/borrower")));
  }

  @Test
  void whatWasLent_isNotLentOn() {
    assertEquals(
        List.of(),
        lent(
            member("acme/first", "permissions.lend:**", "kv.get:**", "extensions.invoke:acme/mid"),
            member("acme/mid", "permissions.lend:**", CALLS),
            member("acme/borrower")));
  }
}
