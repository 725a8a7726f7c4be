package dev.symphony.host.conductor;

import dev.symphony.capabilities.right.Right;
import dev.symphony.conductor.control.AttendedAdviser;
import dev.symphony.conductor.control.Conversation;
import dev.symphony.conductor.control.DecisionService;
import dev.symphony.conductor.live.Adviser;
import dev.symphony.host.session.Session;
import dev.symphony.kernel.gate.CapabilityTable;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.kernel.service.ServiceObject;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.function.Consumer;

/** Questions about real runs, offered to Conductors at a socket in a directory. */
public final class DecisionServer implements AutoCloseable {
  private static final Holder HOST = new Holder("host");
  private static final Holder CONDUCTOR = new Holder("conductor");

  private final ConductorAccess access;
  private final AttendedAdviser adviser;
  private final ControlSocket socket;

  private DecisionServer(ConductorAccess access, AttendedAdviser adviser, ControlSocket socket) {
    this.access = access;
    this.adviser = adviser;
    this.socket = socket;
  }

  /**
   * Begins to serve.
   *
   * @param directory where socket, token and key are
   */
  public static DecisionServer start(Session session, Path directory, Consumer<String> notes)
      throws IOException {
    SecureRandom random = new SecureRandom();
    ConductorAccess access = ConductorAccess.create(directory, random);
    AttendedAdviser adviser = new AttendedAdviser();
    ServiceObject object = ServiceObject.bind(DecisionService.DECLARATION, adviser);
    Right right = Right.to(DecisionService.DECLARATION.name(), Right.EVERY_OPERATION);
    Grant grant = session.kernel().grants().mintRoot(HOST, right, object, AuditDetail.COUNTED);
    TokenDoorkeeper doorkeeper = new TokenDoorkeeper(session, access.roots(), object, random);
    access.write(doorkeeper.carry(grant, access.holder()));
    ControlSocket socket =
        ControlSocket.listen(
            access.socket(),
            () ->
                new Conversation(
                    session.kernel().gate(),
                    doorkeeper,
                    new CapabilityTable(CONDUCTOR),
                    DecisionService.DECLARATION),
            new ConnectionRecords(session, notes)::connection);
    return new DecisionServer(access, adviser, socket);
  }

  /** Asks whoever has come in. */
  public Adviser adviser() {
    return adviser;
  }

  @Override
  public void close() throws IOException {
    adviser.end();
    socket.close();
    access.close();
  }
}
