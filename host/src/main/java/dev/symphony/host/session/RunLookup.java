package dev.symphony.host.session;

import dev.symphony.host.UserError;
import dev.symphony.pit.journal.RunHistory;
import dev.symphony.pit.journal.RunId;
import dev.symphony.pit.journal.RunJournals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds runs by what people call them. */
public final class RunLookup {
  private static final String LAST = "last";

  private RunLookup() {}

  /**
   * The run called {@code name}, or the latest one for {@code last}.
   *
   * @throws UserError {@code run-unknown} or {@code home-unusable}
   */
  public static RunHistory find(RunJournals journals, String name) throws UserError {
    try {
      Optional<RunId> id =
          name.equals(LAST)
              ? journals.all().stream().reduce((one, later) -> later)
              : RunId.parse(name);
      Optional<RunHistory> found = id.isPresent() ? journals.read(id.get()) : Optional.empty();
      return found.orElseThrow(() -> unknown(name));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** All runs, the oldest first. */
  public static List<RunHistory> all(RunJournals journals) throws UserError {
    try {
      List<RunHistory> found = new ArrayList<>();
      for (RunId id : journals.all()) {
        journals.read(id).ifPresent(found::add);
      }
      return found;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static UserError unknown(String name) {
    return new UserError(
        "run-unknown",
        "there is no run '" + name + "' in this home; symphony workflow list shows all");
  }

  private static UserError unreadable(IOException e) {
    return new UserError("home-unusable", "the journals of runs can't be read: " + e, e);
  }
}
