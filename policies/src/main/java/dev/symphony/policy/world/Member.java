package dev.symphony.policy.world;

import java.util.ArrayList;
import java.util.List;

/**
 * An extension in a world.
 *
 * @param name {@code publisher/name}
 * @param held what it holds
 */
public record Member(String name, List<Held> held) {
  public Member {
    held = List.copyOf(held);
    if (name.indexOf('/') < 1) {
      throw new IllegalArgumentException("'" + name + "' is not publisher/name");
    }
  }

  /** Who made it. */
  public String publisher() {
    return name.substring(0, name.indexOf('/'));
  }

  /** The same, holding one right more. */
  public Member with(Held more) {
    List<Held> all = new ArrayList<>(held);
    all.add(more);
    return new Member(name, all);
  }
}
