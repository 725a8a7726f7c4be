package dev.symphony.host.author.testing;

import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.capabilities.right.Right;
import dev.symphony.host.author.GateCrossing;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.service.ServiceCatalog;
import dev.symphony.registry.manifest.RequestedCapability;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How often an operation that the manifest asks for was used.
 *
 * @param binding the name in {@code caps}
 * @param operation the operation
 * @param resource the patterns that the manifest names
 * @param calls how many calls passed the gate
 */
public record CapabilityUse(String binding, String operation, String resource, long calls) {

  static List<CapabilityUse> of(
      List<RequestedCapability> requested,
      Map<Grant, RequestedCapability> grants,
      List<GateCrossing> crossings,
      ServiceCatalog catalog) {
    List<CapabilityUse> uses = new ArrayList<>();
    for (RequestedCapability capability : requested) {
      for (String operation : operations(capability.right(), catalog)) {
        uses.add(use(capability, operation, passed(capability, operation, grants, crossings)));
      }
    }
    return uses;
  }

  private static CapabilityUse use(RequestedCapability capability, String operation, long calls) {
    String resource =
        capability.right().resources().stream()
            .map(ResourcePattern::toString)
            .collect(Collectors.joining(" | "));
    return new CapabilityUse(capability.binding(), operation, resource, calls);
  }

  private static long passed(
      RequestedCapability capability,
      String operation,
      Map<Grant, RequestedCapability> grants,
      List<GateCrossing> crossings) {
    return crossings.stream()
        .filter(c -> c.result() instanceof GateCrossing.Passed)
        .filter(c -> c.operation().equals(operation))
        .filter(c -> capability.equals(grants.get(c.grant())))
        .count();
  }

  private static Collection<String> operations(Right right, ServiceCatalog catalog) {
    if (!right.operations().contains(Right.EVERY_OPERATION)) {
      return right.operations();
    }
    return catalog.find(right.service()).stream()
        .flatMap(s -> s.operations().stream().map(o -> o.name()))
        .toList();
  }
}
