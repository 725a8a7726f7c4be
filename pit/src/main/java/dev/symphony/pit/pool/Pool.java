package dev.symphony.pit.pool;

import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Resource;
import dev.symphony.kernel.service.Service;
import java.util.List;
import java.util.Optional;

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
  @Operation(index = 1, mode = Operation.Mode.SYNCHRONOUS, description = "Gives a lent item back.")
  void release(long lease);

  /** Every item and what state it is in. */
  @Operation(index = 2, description = "Tells the state of every item.")
  List<ItemStatus> status();

  /** Lends {@code item} if it is loaded; never waits. Fails as {@link #allocate} does. */
  @Operation(
      index = 3,
      mode = Operation.Mode.SYNCHRONOUS,
      description = "Lends an item that is warm, at once.")
  Optional<Lease> lend(@Resource(Resource.Form.NAME) String item);

  /** Loads what is expected to be needed next, as far as there is room that nobody uses. */
  @Operation(index = 4, description = "Loads what is expected to be needed next.")
  void prewarm();

  /** Unloads what nobody has had for long, and takes what does not work any more out of use. */
  @Operation(index = 5, description = "Unloads what is idle, and takes out what does not work.")
  void sweep();

  /**
   * Makes an item known; one that is known already is left as it is.
   *
   * @param bytes the memory that it takes when loaded
   * @param loans how many may have it at a time
   * @param after the item that it is expected to follow, or empty
   */
  @Operation(
      index = 6,
      mode = Operation.Mode.SYNCHRONOUS,
      description = "Makes an item known to the pool.")
  void offer(@Resource(Resource.Form.NAME) String item, long bytes, long loans, String after);
}
