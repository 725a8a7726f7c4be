package dev.symphony.sandbox.context;

import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.Limit;
import dev.symphony.sandbox.ipc.Patience;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one instance: those under way, the answers that wait to be taken in, and the
 * refusals it got. All but the arrival of answers happens on the guest's thread.
 */
final class GuestCalls {
  /** How many calls an instance may have under way. */
  static final int MAX_IN_FLIGHT = 256;

  private static final int REMEMBERED_REFUSALS = 1024;

  /** Something for the guest's thread to take in. */
  private sealed interface Arrival {
    record Answered(long call, Answer answer) implements Arrival {}

    record Stopped() implements Arrival {}
  }

  private final CallChannel channel;
  private final Consumer<StopReason> stop;
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final Patience patience = new Patience();
  private final Set<Long> underWay = new HashSet<>();
  private final Map<Long, GuestError> remembered = new HashMap<>();
  private @Nullable GuestPrelude prelude;
  private Settlement settlement = new Settlement();
  private long nextCall;
  private long refusals;

  GuestCalls(CallChannel channel, Consumer<StopReason> stop) {
    this.channel = channel;
    this.stop = stop;
  }

  void preludeIs(GuestPrelude loaded) {
    prelude = loaded;
  }

  /** The settlement of the invocation under way. */
  Settlement settlement() {
    return settlement;
  }

  /** Begins an invocation. */
  Settlement renewSettlement() {
    settlement = new Settlement();
    return settlement;
  }

  ValueReader reader(String place, long room) {
    GuestPrelude loaded = prelude;
    if (loaded == null) {
      throw new IllegalStateException("the prelude is not loaded yet");
    }
    return new ValueReader(loaded, place, room);
  }

  Answer call(long handle, int operation, @Nullable Object[] arguments) {
    try {
      return channel.call(handle, operation, arguments);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GuestStoppedException();
    }
  }

  Object begin(long handle, int operation, @Nullable Object[] arguments) {
    if (underWay.size() >= MAX_IN_FLIGHT) {
      stop.accept(new StopReason.Hit(Limit.CALLS));
      throw new GuestStoppedException();
    }
    long call = ++nextCall;
    underWay.add(call);
    channel.begin(handle, operation, arguments, a -> arrivals.add(new Arrival.Answered(call, a)));
    return call == (int) call ? (Object) (int) call : (Object) call;
  }

  boolean noneUnderWay() {
    return underWay.isEmpty();
  }

  /** Takes in one answer. */
  @FunctionalInterface
  interface Taker {
    void take(long call, @Nullable Object answer);
  }

  /** Waits for an answer and hands it to {@code taker}. */
  void takeOne(Taker taker) {
    try {
      switch (next()) {
        case Arrival.Answered(long call, Answer answer) -> {
          underWay.remove(call);
          taker.take(call, answered(answer));
        }
        case Arrival.Stopped s -> throw new GuestStoppedException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GuestStoppedException();
    }
  }

  /** The next arrival; while it waits, this thread does what the arrival needs. */
  private Arrival next() throws InterruptedException {
    Arrival first = arrivals.poll();
    if (first != null) {
      return first;
    }
    long begin = System.nanoTime();
    channel.pump(() -> !arrivals.isEmpty(), patience);
    Arrival taken = arrivals.take();
    patience.waitedSince(begin);
    return taken;
  }

  /** Wakes the guest's thread for its end. */
  void stopped() {
    arrivals.add(new Arrival.Stopped());
  }

  /** The form in which an answer enters the context. */
  @Nullable Object answered(Answer answer) {
    return switch (answer) {
      case Answer.Returned(var value) -> GuestReply.of(value);
      case Answer.Denied denied -> refusal(denied.reason().code(), GuestReply.wordsFor(denied));
      case Answer.Failed(String code, String message) -> refusal(code, message);
    };
  }

  GuestReply refusal(String code, String message) {
    remembered.put(refusals, new GuestError(code, message));
    remembered.remove(refusals - REMEMBERED_REFUSALS);
    return GuestReply.refusal(code, message, refusals++);
  }

  /** The refusal with that number; empty when there is none, or it is long ago. */
  Optional<GuestError> refusal(long serial) {
    return Optional.ofNullable(remembered.get(serial));
  }
}
