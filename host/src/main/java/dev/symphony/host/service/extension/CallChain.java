package dev.symphony.host.service.extension;

import java.util.List;
import java.util.stream.Stream;

/**
 * The extensions that have called one another to come to where a call is made, the first one first.
 *
 * @param names at least one
 */
public record CallChain(List<String> names) {
  public CallChain {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("somebody makes the call");
    }
  }

  /** The chain of an extension that nobody but the host has called. */
  public static CallChain startingWith(String name) {
    return new CallChain(List.of(name));
  }

  /** The chain one call further. */
  public CallChain to(String name) {
    return new CallChain(Stream.concat(names.stream(), Stream.of(name)).toList());
  }

  /** Who called the last one; the first one was called by nobody but the host, and is its own. */
  public String caller() {
    return names.get(Math.max(0, names.size() - 2));
  }

  /** Who is called last. */
  public String last() {
    return names.getLast();
  }
}
