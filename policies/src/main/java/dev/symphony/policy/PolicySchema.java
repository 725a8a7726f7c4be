package dev.symphony.policy;

import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.ServiceCatalog;
import dev.symphony.kernel.service.ServiceDeclaration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What policies can speak about: a fixed vocabulary, and an action for each operation that the
 * services declare.
 *
 * @param operations the names of the operations, by the name of their service
 */
public record PolicySchema(SortedMap<String, SortedSet<String>> operations) {

  /** The schema for the services of a catalog. */
  public static PolicySchema of(ServiceCatalog catalog) {
    return of(
        catalog.declarations().stream()
            .collect(
                Collectors.toMap(
                    ServiceDeclaration::name,
                    service ->
                        service.operations().stream()
                            .map(OperationDeclaration::name)
                            .collect(Collectors.toSet()))));
  }

  /** The schema for operations by the name of their service. */
  public static PolicySchema of(Map<String, Set<String>> operations) {
    SortedMap<String, SortedSet<String>> sorted = new TreeMap<>();
    operations.forEach((service, names) -> sorted.put(service, new TreeSet<>(names)));
    return new PolicySchema(sorted);
  }

  /** The schema in the language of Cedar. */
  String text() {
    StringBuilder text = new StringBuilder(PolicySource.vocabulary());
    text.append("\n  action ").append(quoted(operations.keySet(), "")).append(";\n");
    operations.forEach((service, names) ->
        text.append("  action ")
            .append(quoted(names, service + "."))
            .append(" in [\"")
            .append(service)
            .append("\"]\n    appliesTo { principal: Extension, resource: ")
            .append(resourceType(service))
            .append(", context: Ask };\n"));
    return text.append("}\n").toString();
  }

  private static String quoted(Collection<String> names, String prefix) {
    return names.stream().map(n -> '"' + prefix + n + '"').collect(Collectors.joining(", "));
  }

  /** The entity type of what the operations of a service act on. */
  public static String resourceType(String service) {
    return switch (service) {
      case "http" -> "Endpoint";
      case "extensions" -> "Peer";
      default -> "Resource";
    };
  }

  /** The operations of a service; none when there is no such service. */
  Set<String> of(String service) {
    return operations.getOrDefault(service, new TreeSet<>());
  }
}
