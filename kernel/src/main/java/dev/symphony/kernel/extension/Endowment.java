package dev.symphony.kernel.extension;

import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.grant.Grant;

/**
 * Authority that an activation starts with: a grant derived from {@code source}, found in {@code
 * caps} under {@code binding}.
 */
public record Endowment(String binding, Grant source, Right right) {

  /** All that {@code source} allows, under the name of its service. */
  public static Endowment of(Grant source) {
    return new Endowment(source.right().service(), source, source.right());
  }
}
