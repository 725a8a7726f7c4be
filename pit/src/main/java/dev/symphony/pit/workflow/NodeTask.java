package dev.symphony.pit.workflow;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one node.
 *
 * @param node the node
 * @param key what is to happen once, however often it is attempted: the run, the node and the item
 * @param attempt which attempt this is, counted from 1 over all sessions that worked on the run; an
 *     attempt with a lower number has nothing to say any more
 * @param extension the directory of the extension, relative to the workflow file
 * @param input the input, all references filled in
 * @param directories by name of a capability, the directory that it is rooted at
 */
public record NodeTask(
    Node node,
    String key,
    int attempt,
    String extension,
    @Nullable Object input,
    Map<String, Path> directories) {
  public NodeTask {
    directories = Map.copyOf(directories);
  }
}
