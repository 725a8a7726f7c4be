package dev.symphony.host.topology;

import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.audit.AuditPort;
import dev.symphony.kernel.gate.DenialReason;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.GrantTree;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.kernel.service.ServiceObject;
import dev.symphony.sandbox.ipc.PeerMessage;
import dev.symphony.sandbox.peer.GenerationTable;
import dev.symphony.sandbox.peer.PeerCapability;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The grants behind the capabilities that processes use among themselves. The kernel does not see
 * such a call: what whoever was called wrote about it becomes a record here.
 */
final class PeerGrants {
  private final GrantTree kernel;
  private final AuditPort audit;
  private final Map<Integer, Grant> grants = new ConcurrentHashMap<>();

  PeerGrants(GrantTree kernel, AuditPort audit) {
    this.kernel = kernel;
    this.audit = audit;
  }

  /** Mints the grant behind a capability; it leads to the same object also through the gate. */
  Grant mint(
      PeerCapability capability,
      Holder holder,
      Right right,
      ServiceObject object,
      AuditDetail detail) {
    Grant grant = kernel.mintRoot(holder, right, object, detail);
    grants.put(capability.slot(), grant);
    return grant;
  }

  /** Takes a record in that whoever was called has written. */
  void note(PeerMessage.Note note) {
    Grant grant = grants.get(note.slot());
    if (grant == null) {
      return;
    }
    if (note.refused()) {
      audit.record(
          new AuditEvent.Refused(
              note.epochMillis(), grant, note.operation(), note.resource(), DenialReason.REVOKED));
    } else if (grant.detail() == AuditDetail.COUNTED) {
      grant.count();
    } else {
      audit.record(
          new AuditEvent.Called(note.epochMillis(), grant, note.operation(), note.resource()));
    }
  }

  /** Makes the capabilities whose grants are revoked useless from their next call on. */
  void revokeIn(GenerationTable table) {
    grants.forEach((slot, grant) -> {
      if (grant.isRevoked() && table.isPresent(slot, 1)) {
        table.revoke(slot);
      }
    });
  }
}
