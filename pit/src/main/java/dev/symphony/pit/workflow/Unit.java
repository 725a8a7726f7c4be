package dev.symphony.pit.workflow;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that is run by itself: a node, or a node for one of its items.
 *
 * @param node the node
 * @param item the item, when the node runs once for each
 */
record Unit(Node node, Optional<Item> item) {
  /** An item, and its place counted from 0. */
  record Item(int index, @Nullable Object value) {}

  /** The name, the same whenever the run is resumed: {@code id} or {@code id[index]}. */
  String name() {
    return item.map(i -> node.id() + "[" + i.index() + "]").orElse(node.id());
  }
}
