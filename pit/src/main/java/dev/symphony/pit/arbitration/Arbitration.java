package dev.symphony.pit.arbitration;

import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Resource;
import dev.symphony.kernel.service.Service;

/** The Arbitration Engine as its clients see it. The resource of {@code ask} is what is wanted. */
@Service(name = "arbitration", description = "Decides who gets what there is too little of.")
public interface Arbitration {

  /**
   * Asks for a share of a resource.
   *
   * @param resource what of
   * @param party who asks
   * @param amount how much, in the unit of the resource
   * @param priority how urgent, higher first
   */
  @Operation(
      index = 0,
      mode = Operation.Mode.SYNCHRONOUS,
      description = "Asks for a share; granted, denied or deferred, and why.")
  Ruling ask(
      @Resource(Resource.Form.NAME) String resource, String party, long amount, long priority);

  /** What has become of an earlier request. */
  @Operation(
      index = 1,
      mode = Operation.Mode.SYNCHRONOUS,
      description = "Tells what has become of a request.")
  Ruling look(long request);

  /** Gives a share back, or takes a request back that was deferred. */
  @Operation(
      index = 2,
      mode = Operation.Mode.SYNCHRONOUS,
      description = "Gives a share or a request back.")
  void release(long request);

  /** How evenly a resource was shared. */
  @Operation(index = 3, description = "Tells how evenly a resource was shared.")
  Fairness fairness(@Resource(Resource.Form.NAME) String resource);
}
