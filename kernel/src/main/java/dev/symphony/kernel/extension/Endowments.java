package dev.symphony.kernel.extension;

import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.gate.CapabilityTable;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.GrantTree;
import dev.symphony.kernel.guest.Binding;
import dev.symphony.kernel.service.ServiceCatalog;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills the table of a new activation. Every known service gets a binding: operations that nothing
 * was granted of are there too, through a grant of nothing, so that an attempt to call them comes
 * to the gate, is refused there, and is recorded.
 */
final class Endowments {
  private final GrantTree tree;
  private final CapabilityTable table;
  private final List<Grant> grants = new ArrayList<>();

  Endowments(GrantTree tree, CapabilityTable table) {
    this.tree = tree;
    this.table = table;
  }

  List<Grant> grants() {
    return grants;
  }

  List<Binding> bind(List<Endowment> endowments, ServiceCatalog catalog) {
    Map<String, Handles> named = new LinkedHashMap<>();
    for (Endowment endowment : endowments) {
      tree.derive(endowment.source(), table.holder(), endowment.right())
          .ifPresent(grant -> add(endowment.binding(), grant, named));
    }
    for (ServiceDeclaration service : catalog.declarations()) {
      if (!named.containsKey(service.name())) {
        add(service.name(), grantOfNothing(service), named);
      }
    }
    return named.entrySet().stream().map(e -> binding(e.getKey(), e.getValue())).toList();
  }

  private Grant grantOfNothing(ServiceDeclaration service) {
    return tree.mintRoot(
        table.holder(),
        Right.toNothing(service.name()),
        ServiceObject.absent(service),
        AuditDetail.EACH_CALL);
  }

  private void add(String name, Grant grant, Map<String, Handles> named) {
    ServiceDeclaration service = grant.target().declaration();
    Handles of = named.computeIfAbsent(name, n -> new Handles(service, new ArrayList<>()));
    if (of.service() != service) {
      throw new IllegalArgumentException("two services under the name '" + name + "'");
    }
    grants.add(grant);
    of.handles().add(table.insert(grant));
  }

  private Binding binding(String name, Handles of) {
    return new Binding(
        name,
        of.service().operations().stream()
            .map(o -> new Binding.BoundOperation(o, table.bestFor(o.name(), of.handles())))
            .toList());
  }

  /** The handles under one name, all of one service. */
  private record Handles(ServiceDeclaration service, List<Long> handles) {}
}
