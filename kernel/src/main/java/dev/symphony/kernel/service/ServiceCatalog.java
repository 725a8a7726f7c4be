package dev.symphony.kernel.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The services that a kernel knows, by name. */
public final class ServiceCatalog {
  private final List<ServiceDeclaration> declarations;
  private final Map<String, ServiceDeclaration> byName;

  /**
   * Collects declarations.
   *
   * @throws IllegalStateException when two of them have the same name
   */
  public ServiceCatalog(List<ServiceDeclaration> declarations) {
    this.declarations = List.copyOf(declarations);
    this.byName =
        declarations.stream()
            .collect(Collectors.toUnmodifiableMap(ServiceDeclaration::name, Function.identity()));
  }

  /** All declarations, in the order they were given. */
  public List<ServiceDeclaration> declarations() {
    return declarations;
  }

  /** The declaration of the service called {@code name}, if there is one. */
  public Optional<ServiceDeclaration> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
