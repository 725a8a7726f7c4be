package dev.symphony.kernel.grant;

import dev.symphony.capabilities.right.Constraint;
import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.service.ServiceDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A right in the form that a call is checked against: a mask, guards, and meters. */
final class CompiledRight {
  private final long operations;
  private final Guard[] guards;
  private final Meter[] meters;

  CompiledRight(long operations, Guard[] guards, Meter[] meters) {
    this.operations = operations;
    this.guards = guards;
    this.meters = meters;
  }

  static CompiledRight of(Right right, ServiceDeclaration service, KernelClock clock) {
    if (!right.service().equals(service.name())) {
      throw new IllegalArgumentException(
          "a right to '" + right.service() + "' over an object of '" + service.name() + "'");
    }
    List<Guard> guards = new ArrayList<>();
    List<Meter> meters = new ArrayList<>();
    if (!right.resources().contains(ResourcePattern.ANY)) {
      guards.add(new Guards.OnResource(service, right.resources()));
    }
    right.constraints().forEach(c -> add(c, service, clock, guards, meters));
    return new CompiledRight(
        mask(right, service), guards.toArray(Guard[]::new), meters.toArray(Meter[]::new));
  }

  /** The right of a root grant: a resource in the wrong form is refused even on every resource. */
  static CompiledRight ofRoot(Right right, ServiceDeclaration service, KernelClock clock) {
    CompiledRight compiled = of(right, service, clock);
    return right.resources().contains(ResourcePattern.ANY) && namesPaths(service)
        ? compiled.and(List.of(new Guards.OnResource(service, right.resources())))
        : compiled;
  }

  private static boolean namesPaths(ServiceDeclaration service) {
    return service.operations().stream().anyMatch(o -> o.resourceParameter() >= 0);
  }

  private static long mask(Right right, ServiceDeclaration service) {
    return service.operations().stream()
        .filter(o -> right.includes(o.name()))
        .mapToLong(o -> 1L << o.index())
        .reduce(0, (a, b) -> a | b);
  }

  private static void add(
      Constraint constraint,
      ServiceDeclaration service,
      KernelClock clock,
      List<Guard> guards,
      List<Meter> meters) {
    switch (constraint) {
      case Constraint.Expires c -> guards.add(new Guards.Expiry(c.instant().toEpochMilli(), clock));
      case Constraint.Calls c -> meters.add(new Meters.CallQuota(c.calls()));
      case Constraint.TotalBytes c -> meters.add(new Meters.ByteQuota(c.bytes()));
      case Constraint.Rate c -> meters.add(new Meters.RateLimit(c.calls(), c.per(), clock));
      case Constraint.AtMost c -> guards.add(Guards.OnArgument.atMost(service, c));
      case Constraint.MaxLength c -> guards.add(Guards.OnArgument.maxLength(service, c));
      case Constraint.OneOf c -> guards.add(Guards.OnArgument.oneOf(service, c));
    }
  }

  /** What is left when both have to agree; meters stay shared. */
  CompiledRight and(CompiledRight other) {
    return new CompiledRight(
        operations & other.operations,
        Stream.of(guards, other.guards).flatMap(Stream::of).toArray(Guard[]::new),
        Stream.of(meters, other.meters).flatMap(Stream::of).toArray(Meter[]::new));
  }

  /** This right under further conditions. */
  CompiledRight and(List<Guard> more) {
    return and(new CompiledRight(-1L, more.toArray(Guard[]::new), new Meter[0]));
  }

  long operations() {
    return operations;
  }

  Guard[] guards() {
    return guards;
  }

  Meter[] meters() {
    return meters;
  }

  boolean countsBytes() {
    return Stream.of(meters).anyMatch(Meter::countsBytes);
  }
}
