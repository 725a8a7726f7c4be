package dev.symphony.sandbox.process;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.gate.DenialReason;
import dev.symphony.kernel.guest.Binding;
import dev.symphony.kernel.guest.CallPort;
import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Service;
import dev.symphony.kernel.service.ServiceDeclaration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A service for guests under test, and what answers its calls. */
final class Demo implements CallPort {
  static final long HANDLE = (7L << 24) | 3;

  /** What guests see. */
  @Service(name = "demo", description = "For tests.")
  public interface Contract {
    /** Gives its argument back. */
    @Operation(index = 0, description = "Gives its argument back.")
    String echo(String value);

    /** Adds. */
    @Operation(index = 1, description = "Adds.", mode = Operation.Mode.SYNCHRONOUS)
    long add(long a, long b);

    /** Is refused. */
    @Operation(index = 2, description = "Is refused.")
    void refuseMe();

    /** Fails. */
    @Operation(index = 3, description = "Fails.")
    void failMe();

    /** A tree with bytes in it. */
    @Operation(index = 4, description = "A tree with bytes in it.")
    Map<String, Bytes> tree();

    /** Answers when the test says so. */
    @Operation(index = 5, description = "Answers when the test says so.")
    String wait(String value);

    /** Is refused at once. */
    @Operation(index = 6, description = "Is refused.", mode = Operation.Mode.SYNCHRONOUS)
    void refuseNow();

    /** Answers when the test says so, and whoever hears the worker waits for it. */
    @Operation(index = 7, description = "As wait.", mode = Operation.Mode.SYNCHRONOUS)
    String hold(String value);
  }

  private final CountDownLatch waiting;
  private final CountDownLatch released = new CountDownLatch(1);

  /** A service whose {@code wait} answers after {@code waiters} calls of it were under way. */
  Demo(int waiters) {
    this.waiting = new CountDownLatch(waiters);
  }

  static Binding binding() {
    ServiceDeclaration declaration = ServiceDeclaration.of(Contract.class);
    return new Binding(
        declaration.name(),
        declaration.operations().stream().map(o -> new Binding.BoundOperation(o, HANDLE)).toList());
  }

  @Override
  public Answer call(long handle, int operation, @Nullable Object[] arguments) {
    if (handle != HANDLE) {
      return new Answer.Denied(DenialReason.UNKNOWN_HANDLE);
    }
    return switch (operation) {
      case 0 ->
          new Answer.Returned(arguments.length == 1 ? arguments[0] : Arrays.asList(arguments));
      case 1 -> add(arguments);
      case 2, 6 -> new Answer.Denied(DenialReason.NOT_GRANTED);
      case 3 -> new Answer.Failed("demo-failed", "it was asked to");
      case 4 -> new Answer.Returned(tree());
      case 5, 7 -> waitFor(arguments);
      default -> new Answer.Denied(DenialReason.NOT_GRANTED);
    };
  }

  private static Answer add(@Nullable Object[] arguments) {
    return arguments.length == 2 && arguments[0] instanceof Long a && arguments[1] instanceof Long b
        ? new Answer.Returned(a + b)
        : new Answer.Failed("argument-type", "two numbers");
  }

  private static Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("list", List.of("x", 1L, 2.5, Bytes.utf8("bytes")));
    tree.put("__proto__", Map.of("hidden", true));
    return tree;
  }

  private Answer waitFor(@Nullable Object[] arguments) {
    waiting.countDown();
    try {
      if (!released.await(60, TimeUnit.SECONDS)) {
        return new Answer.Failed("demo-failed", "nobody let it go");
      }
      return new Answer.Returned(arguments[0]);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Failed("demo-failed", "interrupted");
    }
  }

  /** Waits until all the waiters wait. */
  void awaitWaiters() throws InterruptedException {
    if (!waiting.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the calls do not come");
    }
  }

  void release() {
    released.countDown();
  }
}
