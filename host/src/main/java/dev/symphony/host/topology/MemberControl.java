package dev.symphony.host.topology;

import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Service;
import org.jspecify.annotations.Nullable;

/** What the kernel tells a process of members. */
@Service(name = "member-control", description = "Tells a process what it is to be.")
public interface MemberControl {
  /**
   * Makes the process serve a member.
   *
   * @param settings see {@link MemberSettings#valueFor}
   * @param loadingSlot by which the pool reaches what loads its items; below 0 when it need not
   */
  @Operation(index = 0, description = "Makes the process serve a member.")
  void serve(String member, @Nullable Object settings, long loadingSlot);

  /** Lets calls by a slot reach a member that is served here. */
  @Operation(index = 1, description = "Lets calls by a slot reach a member.")
  void open(String member, long slot, String recording);

  /** Listens on a way in a file, on which somebody calls members that are served here. */
  @Operation(index = 2, description = "Listens on a way.")
  void listen(String file);

  /** From now on reaches a member somewhere else on a way in a file. */
  @Operation(index = 3, description = "Reaches a member on a way.")
  void connect(String member, String file, long slot, long generation);

  /** Gives up a way: whoever is at its other end is gone. */
  @Operation(index = 4, description = "Gives up a way.")
  void forget(String file);

  /** Answers at once, to show that it can. */
  @Operation(index = 5, mode = Operation.Mode.SYNCHRONOUS, description = "Answers.")
  void ping();

  /** Closes every member that is served here. */
  @Operation(index = 6, description = "Closes every member.")
  void stop();
}
