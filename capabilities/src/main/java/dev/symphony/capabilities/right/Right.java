package dev.symphony.capabilities.right;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What may be done: operations of one service, on the resources that any of the patterns matches,
 * as long as every constraint holds. A right is a description; only a grant gives authority.
 *
 * @param service the name of the service, for example {@code files}
 * @param operations names of operations; {@code *} alone stands for all of them
 * @param resources patterns of which one has to match; operations that name no resource ignore them
 * @param constraints conditions that all have to hold
 */
public record Right(
    String service,
    Set<String> operations,
    List<ResourcePattern> resources,
    List<Constraint> constraints) {

  /** The operation name that stands for every operation of a service. */
  public static final String EVERY_OPERATION = "*";

  public Right {
    requireName(service);
    operations.stream().filter(o -> !o.equals(EVERY_OPERATION)).forEach(Right::requireName);
    operations = Collections.unmodifiableSet(new TreeSet<>(operations));
    resources = List.copyOf(resources);
    constraints = List.copyOf(constraints);
    if (resources.isEmpty()) {
      throw new RightSyntaxException("a right needs a resource pattern; '**' matches everything");
    }
  }

  /** A right to {@code operations} on every resource, without constraints. */
  public static Right to(String service, String... operations) {
    return new Right(service, Set.of(operations), List.of(ResourcePattern.ANY), List.of());
  }

  /** The right to nothing at all of {@code service}. */
  public static Right toNothing(String service) {
    return new Right(service, Set.of(), List.of(ResourcePattern.ANY), List.of());
  }

  /** The same right, on the resources that {@code pattern} matches only. */
  public Right on(String pattern) {
    return new Right(service, operations, List.of(ResourcePattern.of(pattern)), constraints);
  }

  /** The same right, under one more constraint. */
  public Right under(Constraint constraint) {
    List<Constraint> all = new ArrayList<>(constraints);
    all.add(constraint);
    return new Right(service, operations, resources, all);
  }

  /** Whether {@code operation} is among the operations. */
  public boolean includes(String operation) {
    return operations.contains(operation) || operations.contains(EVERY_OPERATION);
  }

  /**
   * Reads a right from its text, for example {@code files.read,list:src/**;calls=100;rate=10/s}.
   *
   * @throws RightSyntaxException when the text is malformed; the message says what is allowed
   */
  public static Right parse(String text) {
    return RightText.parse(text);
  }

  /** The right as {@link #parse} reads it. */
  @Override
  public String toString() {
    return RightText.print(this);
  }

  private static void requireName(String name) {
    if (!name.matches("[A-Za-z][A-Za-z0-9_-]{0,63}")) {
      throw new RightSyntaxException(
          "'" + name + "' is not a name (a letter, then letters, digits, '_' or '-')");
    }
  }
}
