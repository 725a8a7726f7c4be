package dev.symphony.kernel.extension;

import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.audit.AuditPort;
import dev.symphony.kernel.gate.CapabilityTable;
import dev.symphony.kernel.gate.Gate;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.GrantTree;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.kernel.guest.Binding;
import dev.symphony.kernel.guest.GuestConsole;
import dev.symphony.kernel.guest.GuestInstance;
import dev.symphony.kernel.guest.GuestRuntime;
import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.service.ServiceCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The extensions that a kernel has installed. */
public final class Extensions {
  private final KernelClock clock;
  private final AuditPort audit;
  private final ServiceCatalog catalog;
  private final GrantTree tree;
  private final Gate gate;
  private final GuestRuntime runtime;
  private final Map<ExtensionId, Extension> installed = new ConcurrentHashMap<>();

  /** None installed. */
  public Extensions(
      KernelClock clock,
      AuditPort audit,
      ServiceCatalog catalog,
      GrantTree tree,
      Gate gate,
      GuestRuntime runtime) {
    this.clock = clock;
    this.audit = audit;
    this.catalog = catalog;
    this.tree = tree;
    this.gate = gate;
    this.runtime = runtime;
  }

  /**
   * Admits an extension.
   *
   * @throws LifecycleException {@code extension-installed} when it is there already
   */
  public Extension install(ExtensionDescriptor descriptor) throws LifecycleException {
    Extension extension = new Extension(descriptor, clock, audit);
    if (installed.putIfAbsent(descriptor.id(), extension) != null) {
      throw new LifecycleException(
          "extension-installed", descriptor.id() + " is installed already");
    }
    return extension;
  }

  /** The extension with that identity, if it is installed. */
  public Optional<Extension> find(ExtensionId id) {
    return Optional.ofNullable(installed.get(id));
  }

  /** All that are installed, in no order. */
  public List<Extension> list() {
    return List.copyOf(installed.values());
  }

  /**
   * Forgets an extension of which nothing runs.
   *
   * @throws LifecycleException {@code extension-busy} when something of it runs
   */
  public void remove(Extension extension) throws LifecycleException {
    extension.remove();
    installed.remove(extension.descriptor().id(), extension);
  }

  /**
   * Starts a guest of the extension, endowed with the given authority and nothing else. Its program
   * is not evaluated yet.
   *
   * @throws LifecycleException when the extension is draining or removed
   * @throws GuestStartException when no worker can be had
   */
  public Activation activate(Extension extension, List<Endowment> endowments, GuestConsole console)
      throws LifecycleException, GuestStartException {
    long number = extension.beginActivation();
    Holder holder = new Holder(extension.descriptor().id() + "#" + number);
    CapabilityTable table = new CapabilityTable(holder);
    Endowments filling = new Endowments(tree, table);
    boolean started = false;
    try {
      List<Binding> bindings = filling.bind(endowments, catalog);
      GuestInstance instance =
          runtime.start(start(extension.descriptor(), table, bindings, console));
      Activation activation =
          new Activation(
              extension, table, filling.grants(), bindings, instance, tree, clock, audit);
      extension.activated(activation);
      started = true;
      return activation;
    } finally {
      if (!started) {
        filling.grants().forEach(this::revoke);
        extension.activationFailed();
      }
    }
  }

  private void revoke(Grant grant) {
    tree.revoke(grant);
  }

  private GuestStart start(
      ExtensionDescriptor descriptor,
      CapabilityTable table,
      List<Binding> bindings,
      GuestConsole console) {
    return new GuestStart(
        table.holder().name(),
        descriptor.id().publisher(),
        descriptor.program(),
        descriptor.limits(),
        bindings,
        (handle, operation, arguments) -> gate.call(table, handle, operation, arguments),
        console);
  }
}
