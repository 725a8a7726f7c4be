package dev.symphony.conductor.control;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.admission.AdmissionResult;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.gate.CapabilityTable;
import dev.symphony.kernel.gate.Gate;
import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.ServiceDeclaration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said over one connection to a Conductor: frames in, frames out. First a token is
 * presented; after that every frame is a call, and every call goes through the gate. Everything
 * that comes in is hostile input. For one thread at a time.
 */
public final class Conversation {
  /** The version of the protocol. */
  public static final long VERSION = 2;

  /** The most bytes of a frame, without its length. */
  public static final int MAX_FRAME = 1 << 20;

  /** The most bytes of a frame before a token was admitted. */
  public static final int MAX_FIRST_FRAME = 16 << 10;

  /** So many calls may fail in a row. */
  private static final int MOST_FAILURES = 100;

  /**
   * What follows from a frame.
   *
   * @param frame the answer
   * @param end whether the connection is closed after it
   * @param reason the code of why it is closed, else empty
   */
  public record Reply(Bytes frame, End end, String reason) {
    static Reply open(List<? extends @Nullable Object> message) {
      return new Reply(Conversation.frame(message), End.OPEN, "");
    }
  }

  /** What becomes of the connection. */
  public enum End {
    OPEN,
    CLOSED
  }

  private final Gate gate;
  private final Doorkeeper doorkeeper;
  private final CapabilityTable table;
  private final ServiceDeclaration service;
  private final Bytes challenge;
  private final Set<Long> batches = new LinkedHashSet<>();
  private OptionalLong handle = OptionalLong.empty();
  private int failures;

  /**
   * A conversation that has not begun.
   *
   * @param table the Conductor's own table, empty
   * @param service what is talked about
   */
  public Conversation(
      Gate gate, Doorkeeper doorkeeper, CapabilityTable table, ServiceDeclaration service) {
    this.gate = gate;
    this.doorkeeper = doorkeeper;
    this.table = table;
    this.service = service;
    this.challenge = doorkeeper.challenge();
  }

  /** What is said first: the versions that are spoken, and a challenge. */
  public Bytes greeting() {
    return frame(List.of("welcome", List.of(VERSION), challenge));
  }

  /** How long the next frame may be. */
  public int limit() {
    return handle.isPresent() ? MAX_FRAME : MAX_FIRST_FRAME;
  }

  /** Answers a frame. */
  public Reply take(byte[] bytes) {
    try {
      List<@Nullable Object> message = Frame.read(bytes);
      return handle.isPresent() ? call(handle.getAsLong(), message) : present(message);
    } catch (FrameException e) {
      return refused("conductor-protocol", String.valueOf(e.getMessage()));
    }
  }

  private Reply present(List<@Nullable Object> message) throws FrameException {
    if (message.size() != 5
        || !"present".equals(message.get(0))
        || !(message.get(1) instanceof Long version)
        || !(message.get(2) instanceof Bytes token)
        || !(message.get(3) instanceof String key)
        || !(message.get(4) instanceof Bytes signature)) {
      throw new FrameException("the first frame has to present a token");
    }
    if (version != VERSION) {
      return refused("conductor-version", "this host speaks version " + VERSION);
    }
    return switch (doorkeeper.admit(token, key, challenge, signature, table)) {
      case AdmissionResult.Refused(String code, String text) -> refused(code, text);
      case AdmissionResult.Admitted(long admitted, var grant) -> {
        handle = OptionalLong.of(admitted);
        yield Reply.open(List.of("admitted", VERSION, grant.right().toString()));
      }
    };
  }

  private Reply call(long through, List<@Nullable Object> message) throws FrameException {
    if (message.size() != 4
        || !"call".equals(message.get(0))
        || !(message.get(1) instanceof Long id)
        || !(message.get(2) instanceof String operation)
        || !(message.get(3) instanceof List<?> arguments)) {
      throw new FrameException("a frame has to be a call");
    }
    Optional<OperationDeclaration> declared = service.operation(operation);
    if (declared.isEmpty()) {
      return failing(id, "conductor-unknown-operation", "there is no operation of this name");
    }
    @Nullable Object[] values = new ArrayList<@Nullable Object>(arguments).toArray();
    return switch (gate.call(table, through, declared.get().index(), values)) {
      case Answer.Returned(var value) -> {
        failures = 0;
        note(operation, value, arguments);
        List<@Nullable Object> reply = new ArrayList<>(List.of("returned", id));
        reply.add(value);
        yield Reply.open(reply);
      }
      case Answer.Denied(var reason) -> failing(id, reason.code(), "the gate refused the call");
      case Answer.Failed(String code, String text) -> failing(id, code, text);
    };
  }

  /** A failed call; too many in a row end the connection. */
  private Reply failing(long id, String code, String text) {
    return ++failures > MOST_FAILURES
        ? refused("conductor-flood", "more than " + MOST_FAILURES + " calls in a row have failed")
        : failed(id, code, text);
  }

  /** Remembers which batches are open. */
  private void note(String operation, @Nullable Object value, List<?> arguments) {
    if (value instanceof Map<?, ?> opened && opened.get("batch") instanceof Long batch) {
      batches.add(batch);
    } else if (operation.equals("close") && arguments.getFirst() instanceof Long batch) {
      batches.remove(batch);
    }
  }

  /**
   * Closes what was opened over the connection, which has ended in whatever way.
   *
   * @return how much was open
   */
  public int end() {
    int left = batches.size();
    service
        .operation("close")
        .ifPresent(close ->
            batches.forEach(batch ->
                gate.call(
                    table, handle.orElseThrow(), close.index(), new @Nullable Object[] {batch})));
    batches.clear();
    return left;
  }

  private static Reply failed(long id, String code, String text) {
    return Reply.open(List.of("failed", id, code, text));
  }

  private static Reply refused(String code, String text) {
    return new Reply(frame(List.of("refused", code, text)), End.CLOSED, code);
  }

  private static Bytes frame(List<? extends @Nullable Object> message) {
    return Bytes.ofOwnedArray(Frame.write(message));
  }
}
