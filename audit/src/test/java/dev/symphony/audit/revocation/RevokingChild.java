package dev.symphony.audit.revocation;

import dev.symphony.kernel.grant.GrantId;
import dev.symphony.kernel.grant.Revocation;
import java.nio.file.Path;
import java.util.List;

/** A process that revokes until it is killed, and says so after each acknowledgement. */
public final class RevokingChild {
  private RevokingChild() {}

  /**
   * Revokes grants from 1 on.
   *
   * @param args the path of the log, and how many
   */
  public static void main(String[] args) throws Exception {
    try (FileRevocationLog log = FileRevocationLog.open(Path.of(args[0]))) {
      for (long id = 1; id <= Long.parseLong(args[1]); id++) {
        log.record(List.of(new Revocation.OfGrant(new GrantId(id))));
        System.out.println(id);
        System.out.flush();
      }
    }
  }
}
