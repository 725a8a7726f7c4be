package dev.symphony.kernel.admission;

import dev.symphony.capabilities.caveat.Caveats;
import dev.symphony.capabilities.caveat.CompiledCaveat;
import dev.symphony.capabilities.caveat.EvaluatedCaveats;
import dev.symphony.capabilities.caveat.Vocabulary;
import dev.symphony.capabilities.datalog.Check;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.gate.DenialReason;
import dev.symphony.kernel.grant.Guard;
import dev.symphony.kernel.service.ServiceDeclaration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The checks of a token as what a grant is made of: a set of operations, and guards. */
record CaveatGuards(Set<String> operations, List<Guard> guards) {

  static CaveatGuards of(Caveats caveats, ServiceDeclaration service, KernelClock clock) {
    Set<String> operations = new LinkedHashSet<>();
    Set<CompiledCaveat> needed = new LinkedHashSet<>();
    for (int i = 0; i < service.operations().size(); i++) {
      int operation = i;
      if (caveats.compiled().stream().allMatch(c -> c.canAdmit(operation))) {
        operations.add(service.operations().get(i).name());
        caveats.compiled().stream().filter(c -> !c.alwaysAdmits(operation)).forEach(needed::add);
      }
    }
    ServiceShape shape = ServiceShape.of(service);
    List<Guard> guards = new ArrayList<>();
    needed.forEach(c -> guards.add(new Compiled(c, reason(c.check()), shape, clock)));
    caveats.evaluated().ifPresent(e -> guards.add(new Evaluated(e, shape, clock)));
    return new CaveatGuards(operations, guards);
  }

  private static DenialReason reason(Check check) {
    if (mentions(check, Vocabulary.RESOURCE) || mentions(check, Vocabulary.RESOURCE_PATTERN)) {
      return DenialReason.RESOURCE;
    }
    if (mentions(check, Vocabulary.ARGUMENT) || mentions(check, Vocabulary.ARGUMENT_SIZE)) {
      return DenialReason.ARGUMENT;
    }
    return mentions(check, Vocabulary.TIME) ? DenialReason.EXPIRED : DenialReason.CAVEAT;
  }

  static boolean mentions(Check check, String fact) {
    return check.queries().stream()
        .flatMap(q -> q.predicates().stream())
        .anyMatch(p -> p.name().equals(fact));
  }

  private record Compiled(
      CompiledCaveat caveat, DenialReason reason, ServiceShape shape, KernelClock clock)
      implements Guard {
    @Override
    public boolean admits(int operation, @Nullable Object[] arguments) {
      return caveat.admits(operation, shape.call(operation, arguments, clock));
    }
  }

  private record Evaluated(EvaluatedCaveats caveats, ServiceShape shape, KernelClock clock)
      implements Guard {
    @Override
    public boolean admits(int operation, @Nullable Object[] arguments) {
      return caveats.admits(shape.call(operation, arguments, clock));
    }

    @Override
    public DenialReason reason() {
      return DenialReason.CAVEAT;
    }
  }
}
