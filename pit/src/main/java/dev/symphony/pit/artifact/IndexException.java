package dev.symphony.pit.artifact;

import java.io.IOException;
import java.sql.SQLException;

/** Says that the index of artifacts can't be read or written. */
public final class IndexException extends IOException {
  private static final long serialVersionUID = 1L;

  IndexException(SQLException cause) {
    super("the index of artifacts failed: " + cause.getMessage(), cause);
  }
}
