package dev.symphony.pit.pool;

import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Resource;
import dev.symphony.kernel.service.Service;
import java.util.List;

/** The Pool Manager as its clients see it. The resource of {@code allocate} is the item. */
@Service(name = "pool", description = "Lends workers, contexts and models, and keeps them warm.")
public interface Pool {

  /**
   * Lends {@code item}, loaded before if need be, or its backup when it has failed.
   *
   * <p>Fails with {@code pool-item-unknown}, {@code pool-item-failed}, {@code pool-full} or {@code
   * pool-budget}.
   */
  @Operation(index = 0, description = "Lends an item, loaded first if it is cold.")
  Lease allocate(@Resource(Resource.Form.NAME) String item);

  /** Gives a loan back; one that was given back before changes nothing. */
  @Operation(index = 1, description = "Gives a lent item back.")
  void release(long lease);

  /** Every item and what state it is in. */
  @Operation(index = 2, description = "Tells the state of every item.")
  List<ItemStatus> status();
}
