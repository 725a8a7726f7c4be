package dev.symphony.policy.proof;

import dev.symphony.capabilities.right.Right;
import dev.symphony.policy.world.Held;
import dev.symphony.policy.world.Member;
import dev.symphony.policy.world.Stage;
import dev.symphony.policy.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small worlds by chance, each from a seed. */
final class RandomWorlds {
  private static final List<String> PATTERNS =
      List.of(
          "**",
          "secrets/**",
          "secrets/*",
          "a/*",
          "*/a",
          "?",
          "secrets/a",
          "*",
          "a/**",
          "**/a",
          "s*/*",
          "*/?/a",
          "b|secrets/b",
          "??/**");
  private static final List<String> NAMES = List.of("p/one", "p/two", "q/three", "q/four");

  private final Random random;

  RandomWorlds(long seed) {
    this.random = new Random(seed);
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  World next() {
    List<Member> members = new ArrayList<>();
    int size = 2 + random.nextInt(3);
    for (int i = 0; i < size; i++) {
      List<Held> held = new ArrayList<>();
      int rights = random.nextInt(5);
      for (int r = 0; r < rights; r++) {
        held.add(held());
      }
      members.add(new Member(NAMES.get(i), held));
    }
    List<World.Flow> flows =
        random.nextInt(4) == 0
            ? List.of(new World.Flow(one(members).name(), one(members).name(), "workflow"))
            : List.of();
    return World.of(members, flows, Stage.NOW);
  }

  private Held held() {
    String service =
        one(
            List.of(
                "files", "files", "net", "extensions", "extensions", "artifacts", "kv", "random"));
    Held held = Held.of(Right.parse(right(service)), "given");
    while (random.nextInt(4) == 0) {
      held = held.derived(Right.parse(right(service)), "passed on");
    }
    return held;
  }

  private String right(String service) {
    return switch (service) {
          case "files" ->
              "files."
                  + one(List.of("read", "list,read", "*", "readText", "list"))
                  + ":"
                  + one(PATTERNS);
          case "net" ->
              "net.send:"
                  + one(List.of("**", "home", "e*", "evil", "?", "x|home"))
                  + one(List.of("", "", ";in.to=evil|x", ";length.to=3", ";in.content=data"));
          case "extensions" ->
              "extensions.invoke:"
                  + one(List.of("**", "p/*", "q/*", "p/one", "*/t*", "q/four", "p/two|q/three"));
          case "artifacts" ->
              "artifacts."
                  + one(List.of("put", "get", "*", "put,get"))
                  + ":"
                  + one(List.of("**", "**", "a", "*", "sha256:*", "secrets/*"));
          case "kv" ->
              "kv."
                  + one(List.of("get", "put", "*", "get,put"))
                  + ":"
                  + one(List.of("**", "a", "b", "?"));
          default -> "random.bytes:**" + one(List.of("", ";max.n=10", ";max.n=10000"));
        }
        + one(
            List.of(
                "", "", "", "", ";expires=2020-01-01T00:00:00Z", ";expires=2026-01-02T00:00:00Z"));
  }
}
