package dev.symphony.capabilities.caveat;

import java.util.List;

/**
 * What is known about every call of one operation.
 *
 * @param service the name of the service
 * @param operation the name of the operation
 * @param parameters the names of the parameters, in order
 * @param resource what a call says about the things that it acts on
 */
public record OperationShape(
    String service, String operation, List<String> parameters, ResourceRole resource) {
  /** What a call says about the things that it acts on. */
  public enum ResourceRole {
    /** Nothing: the operation has no resource. */
    NONE,
    /** The name of the one thing. */
    NAME,
    /** A glob for several things. */
    PATTERN
  }

  public OperationShape {
    parameters = List.copyOf(parameters);
  }
}
