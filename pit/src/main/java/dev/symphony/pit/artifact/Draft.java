package dev.symphony.pit.artifact;

import dev.symphony.pit.content.ContentDigest;
import java.util.Set;

/**
 * What is said about a content when it is stored.
 *
 * @param by the extension that made it
 * @param name the name that it gets
 * @param mediaType what kind of content it is
 * @param from the contents that it was made from
 */
public record Draft(String by, String name, String mediaType, Set<ContentDigest> from) {
  public Draft {
    from = Set.copyOf(from);
  }
}
