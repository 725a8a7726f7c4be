package dev.symphony.pit.workflow;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one node.
 *
 * @param node the node
 * @param attempt which attempt this is, counted from 1
 * @param input the input, all references filled in
 * @param directories by name of a capability, the directory that it is rooted at
 */
public record NodeTask(
    Node node, int attempt, @Nullable Object input, Map<String, Path> directories) {
  public NodeTask {
    directories = Map.copyOf(directories);
  }
}
