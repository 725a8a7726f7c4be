package dev.symphony.kernel.service;

import org.jspecify.annotations.Nullable;

/**
 * Works out which resource an argument names. The gate asks before it has checked anything, so the
 * argument is hostile input: any value at all. A namer has a public constructor without parameters,
 * keeps no state, and throws nothing.
 */
public interface ResourceNamer {

  /** The one name of the resource, or null when the argument names none. */
  @Nullable String name(@Nullable Object argument);

  /** Takes a text as the name, and nothing else. */
  final class Itself implements ResourceNamer {
    /** The namer of arguments that are names. */
    public Itself() {}

    @Override
    public @Nullable String name(@Nullable Object argument) {
      return argument instanceof String name ? name : null;
    }
  }
}
