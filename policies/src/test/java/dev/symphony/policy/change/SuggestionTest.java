package dev.symphony.policy.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.policy.change.Suggestion.Observed;
import dev.symphony.policy.world.Member;
import dev.symphony.policy.world.Stage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
  private static List<String> suggested(Member member, Observed... observed) {
    return Suggestion.of(member, List.of(observed), Stage.CATALOG).rights().stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void onlyWhatWasUsed_isSuggested() {
    Member member = Stage.member("a/x", "files.list,read,readText:**;calls=9", "net.send:**");
    assertEquals(
        List.of("files.read:docs/a|docs/b;calls=9"),
        suggested(
            member,
            new Observed("files", "read", "docs/a"),
            new Observed("files", "read", "docs/b")));
    assertEquals(
        List.of("net.send:**"),
        Suggestion.of(member, List.of(new Observed("files", "read", "a")), Stage.CATALOG).unused());
  }

  @Test
  void manyResources_becomeTheirDirectory() {
    List<Observed> observed = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      observed.add(new Observed("files", "read", "docs/" + i));
    }
    assertEquals(
        List.of("files.read:docs/**"),
        suggested(Stage.member("a/x", "files.read:**"), observed.toArray(Observed[]::new)));
  }

  @Test
  void suggestion_isNeverWiderThanToday() {
    List<Observed> observed = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      observed.add(new Observed("files", "read", "docs/" + i + "/a.txt"));
    }
    assertEquals(
        List.of("files.read:docs/*/*.txt"),
        suggested(
            Stage.member("a/x", "files.read:docs/*/*.txt"), observed.toArray(Observed[]::new)));
  }

  @Test
  void listedPatterns_stayPatterns() {
    assertEquals(
        List.of("files.list:src/**"),
        suggested(
            Stage.member("a/x", "files.list,read:**"), new Observed("files", "list", "src/**")));
  }

  @Test
  void countedCalls_keepTheRight() {
    assertEquals(
        List.of("random.bytes:**"),
        suggested(Stage.member("a/x", "random.bytes:**"), new Observed("random", "", "")));
  }

  @Test
  void manifestAndPolicy_areText() {
    Suggestion suggestion =
        Suggestion.of(
            Stage.member("a/x", "files.read:**"),
            List.of(new Observed("files", "read", "docs/a")),
            Stage.CATALOG);
    assertTrue(suggestion.manifest().contains("resource = [\"docs/a\"]"), suggestion::manifest);
    assertTrue(suggestion.policy().contains("resource.pattern == \"docs/a\""), suggestion::policy);
  }
}
