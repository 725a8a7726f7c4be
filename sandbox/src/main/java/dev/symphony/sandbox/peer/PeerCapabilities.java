package dev.symphony.sandbox.peer;

import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.gate.DenialReason;
import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.ServiceFailure;
import dev.symphony.kernel.service.ServiceObject;
import dev.symphony.sandbox.ipc.PeerMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What others can call in this process, by slot. Whoever is called checks: a call passes when its
 * slot was opened here and its generation is the present one.
 */
public final class PeerCapabilities {
  /** Whether calls are recorded here, or were by the gate that they came through. */
  public enum Recording {
    /** The gate has recorded it. */
    BY_THE_GATE,
    /** The kernel does not see the call: it is recorded here, before it runs. */
    HERE
  }

  private record Opened(ServiceObject target, Recording recording) {}

  private static final Answer FAULT =
      new Answer.Failed("service-fault", "the service failed unexpectedly");

  private final GenerationTable table;
  private final KernelClock clock;
  private final Consumer<PeerMessage.Note> recorder;
  private final Consumer<Throwable> faults;
  private final Map<Integer, Opened> opened = new ConcurrentHashMap<>();

  /**
   * No capabilities yet.
   *
   * @param recorder takes the records of calls that no gate has seen
   * @param faults is told of unexpected exceptions
   */
  public PeerCapabilities(
      GenerationTable table,
      KernelClock clock,
      Consumer<PeerMessage.Note> recorder,
      Consumer<Throwable> faults) {
    this.table = table;
    this.clock = clock;
    this.recorder = recorder;
    this.faults = faults;
  }

  /** Lets calls by {@code slot} reach {@code target}. */
  public void open(int slot, ServiceObject target, Recording recording) {
    opened.put(slot, new Opened(target, recording));
  }

  /** Whether a call is over as soon as it has begun, so that no thread of its own is needed. */
  boolean answersAtOnce(PeerMessage.Call call) {
    Opened object = opened.get(call.slot());
    if (object == null) {
      return true;
    }
    List<OperationDeclaration> operations = object.target().declaration().operations();
    return call.operation() >= operations.size()
        || operations.get(call.operation()).mode() == Operation.Mode.SYNCHRONOUS;
  }

  /** Checks a call, records it when nobody else has, and runs it. */
  Answer answer(PeerMessage.Call call) {
    Opened object = opened.get(call.slot());
    if (object == null) {
      return new Answer.Denied(DenialReason.UNKNOWN_HANDLE);
    }
    if (!table.isPresent(call.slot(), call.generation())) {
      return refused(object, call, DenialReason.REVOKED);
    }
    if (call.operation() >= object.target().declaration().operations().size()) {
      return refused(object, call, DenialReason.NOT_GRANTED);
    }
    @Nullable Object[] arguments = call.arguments().toArray();
    if (object.recording() == Recording.HERE) {
      recorder.accept(note(object, call, arguments, false));
    }
    return perform(object.target(), call.operation(), arguments);
  }

  private Answer refused(Opened object, PeerMessage.Call call, DenialReason reason) {
    recorder.accept(note(object, call, call.arguments().toArray(), true));
    return new Answer.Denied(reason);
  }

  private PeerMessage.Note note(
      Opened object, PeerMessage.Call call, @Nullable Object[] arguments, boolean refused) {
    List<OperationDeclaration> operations = object.target().declaration().operations();
    String resource =
        call.operation() < operations.size()
            ? operations.get(call.operation()).resource(arguments)
            : null;
    String shown = resource == null ? "" : resource.substring(0, Math.min(resource.length(), 512));
    return new PeerMessage.Note(clock.epochMillis(), call.slot(), call.operation(), shown, refused);
  }

  private Answer perform(ServiceObject target, int operation, @Nullable Object[] arguments) {
    try {
      return new Answer.Returned(target.invoke(operation, arguments));
    } catch (ServiceFailure e) {
      return new Answer.Failed(e.code(), e.text());
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
      faults.accept(e);
      return FAULT;
    }
  }
}
