package dev.symphony.host.conductor;

import dev.symphony.capabilities.right.Right;
import dev.symphony.capabilities.right.RightSyntaxException;
import dev.symphony.conductor.control.Conversation;
import dev.symphony.conductor.control.SimulationService;
import dev.symphony.conductor.control.Simulations;
import dev.symphony.conductor.workload.Job;
import dev.symphony.host.session.Session;
import dev.symphony.kernel.gate.CapabilityTable;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.kernel.service.ServiceObject;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Consumer;

/** Simulations offered to Conductors, at a socket in a directory. */
public final class SimulationServer implements AutoCloseable {
  private static final Holder HOST = new Holder("host");
  private static final Holder CONDUCTOR = new Holder("conductor");

  /** What the token of the Conductor allows, and nothing else. */
  private static final Right RIGHT = right();

  private final ConductorAccess access;
  private final Simulations simulations;
  private final ControlSocket socket;

  private SimulationServer(ConductorAccess access, Simulations simulations, ControlSocket socket) {
    this.access = access;
    this.simulations = simulations;
    this.socket = socket;
  }

  /**
   * Begins to serve.
   *
   * @param directory where socket, token, key and batch buffers are
   * @param recorded the recorded workflows; may be empty
   */
  public static SimulationServer start(
      Session session, Path directory, List<Job> recorded, Consumer<String> notes)
      throws IOException {
    SecureRandom random = new SecureRandom();
    ConductorAccess access = ConductorAccess.create(directory, random);
    ConnectionRecords records = new ConnectionRecords(session, notes);
    Simulations simulations =
        new Simulations(
            recorded, new PitScheduling(), new MappedBuffers(directory), records::impossible);
    ServiceObject object = ServiceObject.bind(SimulationService.DECLARATION, simulations);
    Grant grant = session.kernel().grants().mintRoot(HOST, RIGHT, object, AuditDetail.COUNTED);
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
                    SimulationService.DECLARATION),
            records::connection);
    return new SimulationServer(access, simulations, socket);
  }

  private static Right right() {
    try {
      return Right.parse("simulation.open,reset,step,close:**");
    } catch (RightSyntaxException e) {
      throw new IllegalStateException("the right is well-formed", e);
    }
  }

  /** Where socket, token, key and batch buffers are. */
  public Path directory() {
    return access.directory();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    simulations.close();
    access.close();
  }
}
