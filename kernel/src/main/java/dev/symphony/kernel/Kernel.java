package dev.symphony.kernel;

import dev.symphony.kernel.audit.AuditPort;
import dev.symphony.kernel.extension.Extensions;
import dev.symphony.kernel.gate.Gate;
import dev.symphony.kernel.grant.Continuity;
import dev.symphony.kernel.grant.GrantTree;
import dev.symphony.kernel.guest.GuestRuntime;
import dev.symphony.kernel.service.ServiceCatalog;
import java.util.function.Consumer;

/** The trusted core put together: one grant tree, one gate, the installed extensions. */
public final class Kernel implements AutoCloseable {
  private final ServiceCatalog catalog;
  private final GrantTree grants;
  private final Gate gate;
  private final Extensions extensions;
  private final GuestRuntime runtime;

  /**
   * A kernel over its ports, whose grants no token may carry past its end.
   *
   * @param faults is told of unexpected exceptions of services
   */
  public Kernel(
      KernelClock clock,
      AuditPort audit,
      ServiceCatalog catalog,
      GuestRuntime runtime,
      Consumer<Throwable> faults) {
    this(clock, audit, Continuity.ofOneRun(), catalog, runtime, faults);
  }

  /**
   * A kernel that goes on where an earlier one of the same home ended: its grants can be carried by
   * tokens.
   */
  public Kernel(
      KernelClock clock,
      AuditPort audit,
      Continuity continuity,
      ServiceCatalog catalog,
      GuestRuntime runtime,
      Consumer<Throwable> faults) {
    this.catalog = catalog;
    this.runtime = runtime;
    this.grants = new GrantTree(clock, audit, continuity);
    this.gate = new Gate(clock, audit, faults);
    this.extensions = new Extensions(clock, audit, catalog, grants, gate, runtime);
  }

  /** The services it knows. */
  public ServiceCatalog catalog() {
    return catalog;
  }

  /** Its grants. */
  public GrantTree grants() {
    return grants;
  }

  /** Its gate. */
  public Gate gate() {
    return gate;
  }

  /** Its extensions. */
  public Extensions extensions() {
    return extensions;
  }

  /** Ends every guest; records what was counted. */
  @Override
  public void close() {
    runtime.close();
    grants.flushCounts();
  }
}
