package dev.symphony.pit.pool;

import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Resource;
import dev.symphony.kernel.service.Service;

/** What the Pool Manager asks of whoever really has the items, where that is another process. */
@Service(name = "loading", description = "Loads what the pool decides to load.")
public interface Loading {
  /** Loads an item; returns when it is ready. Fails with {@code pool-item-failed}. */
  @Operation(index = 0, description = "Loads an item.")
  void load(@Resource(Resource.Form.NAME) String item);

  /** Unloads an item that nobody has. */
  @Operation(index = 1, description = "Unloads an item.")
  void unload(@Resource(Resource.Form.NAME) String item);

  /** Whether a loaded item still works. */
  @Operation(index = 2, description = "Tells whether a loaded item works.")
  boolean isHealthy(@Resource(Resource.Form.NAME) String item);
}
