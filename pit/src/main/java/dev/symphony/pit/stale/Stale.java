package dev.symphony.pit.stale;

import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Service;
import java.util.List;

/** The Stale Manager as its clients see it. */
@Service(name = "stale", description = "Archives and deletes what is not worth keeping.")
public interface Stale {

  /** What would be done with each content now, and why; nothing is done. */
  @Operation(index = 0, description = "Tells what would be archived and deleted, and why.")
  List<Judgement> judge();

  /** Archives and deletes, and tells what was really done. */
  @Operation(index = 1, description = "Archives and deletes what is not worth keeping.")
  List<Judgement> sweep();
}
