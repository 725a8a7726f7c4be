package dev.symphony.audit;

import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.GrantTree;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Resource;
import dev.symphony.kernel.service.Service;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceObject;

/** Grants to record events about. */
public final class TestGrants {
  private TestGrants() {}

  /** A service to hold grants of. */
  @Service(name = "shelf", description = "Keeps things")
  public interface Shelf {
    /** Fetches. */
    @Operation(index = 0, description = "Fetches a thing")
    String fetch(@Resource(Resource.Form.NAME) String name);
  }

  /** The first grant of a tree: to fetch anything from the shelf. */
  public static Grant shelf() {
    ServiceDeclaration declaration = ServiceDeclaration.of(Shelf.class);
    return new GrantTree(new WallClock(), event -> {})
        .mintRoot(
            new Holder("metrics@0.1.0#3"),
            Right.to("shelf", "fetch"),
            ServiceObject.absent(declaration),
            AuditDetail.EACH_CALL);
  }
}
