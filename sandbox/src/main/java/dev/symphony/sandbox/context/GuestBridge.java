package dev.symphony.sandbox.context;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.sandbox.ipc.BoundService;
import dev.symphony.sandbox.ipc.BoundService.BoundOperation;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * The one class of the host that code inside a context can call. Only the prelude has the object.
 * An operation is named by its slot, a number that means nothing outside this context; arguments
 * are copied completely into values of the host before anything is done with them.
 */
public final class GuestBridge {
  private static final long MAX_ARGUMENT_BYTES = 32L << 20;
  private static final int MAX_ARGUMENTS = 64;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long[] handles;
  private final int[] operations;
  private final String services;
  private final GuestProgram program;
  private final GuestCalls calls;

  GuestBridge(List<BoundService> services, GuestProgram program, GuestCalls calls) {
    List<BoundOperation> slots = services.stream().flatMap(s -> s.operations().stream()).toList();
    this.handles = slots.stream().mapToLong(BoundOperation::handle).toArray();
    this.operations = slots.stream().mapToInt(BoundOperation::index).toArray();
    this.services = describe(services);
    this.program = program;
    this.calls = calls;
  }

  private static String describe(List<BoundService> services) {
    List<Object> description = new ArrayList<>();
    long slot = 0;
    for (BoundService service : services) {
      List<Object> members = new ArrayList<>();
      for (BoundOperation operation : service.operations()) {
        String mode =
            switch (operation.mode()) {
              case SYNCHRONOUS -> "sync";
              case ASYNCHRONOUS -> "async";
            };
        members.add(List.of(operation.name(), slot++, mode));
      }
      description.add(List.of(service.name(), members));
    }
    return JsonText.of(description).text();
  }

  /** The services as JSON: a list of names with lists of operation name, slot, and mode. */
  @HostAccess.Export
  public String services() {
    return services;
  }

  /** Calls without arguments and waits. */
  @HostAccess.Export
  public @Nullable Object call0(int slot) {
    return perform(slot, new Object[0]);
  }

  /** Calls with one plain argument and waits. */
  @HostAccess.Export
  public @Nullable Object call1(int slot, Object argument) {
    return perform(slot, new Object[] {plain(argument)});
  }

  /** Calls with two plain arguments and waits. */
  @HostAccess.Export
  public @Nullable Object call2(int slot, Object first, Object second) {
    return perform(slot, new Object[] {plain(first), plain(second)});
  }

  /** Calls with a list of any arguments and waits. */
  @HostAccess.Export
  public @Nullable Object call(int slot, Value arguments) {
    return switch (copy(arguments)) {
      case Arguments.Copied(var values) -> perform(slot, values.toArray());
      case Arguments.Refused(GuestReply refusal) -> refusal;
    };
  }

  /** Starts a call with one plain argument: its number. */
  @HostAccess.Export
  public Object begin1(int slot, Object argument) {
    return calls.begin(handles[slot], operations[slot], new Object[] {plain(argument)});
  }

  /** Starts a call: its number, or a refusal. */
  @HostAccess.Export
  public Object begin(int slot, Value arguments) {
    return switch (copy(arguments)) {
      case Arguments.Copied(var values) ->
          calls.begin(handles[slot], operations[slot], values.toArray());
      case Arguments.Refused(GuestReply refusal) -> refusal;
    };
  }

  /** The invocation returned {@code value}. */
  @HostAccess.Export
  public void succeed(Value value) {
    calls.settlement().succeed(value);
  }

  /** The prelude does not find the function that is to be called. */
  @HostAccess.Export
  public void absent() {
    calls.settlement().absent();
  }

  /** The invocation returned a plain value. */
  @HostAccess.Export
  public void done(Object value) {
    calls.settlement().succeedPlainly(plain(value));
  }

  /** The invocation threw {@code error}. */
  @HostAccess.Export
  public void fail(Value error) {
    calls.settlement().fail(error);
  }

  /** Whether the program has a file of that name. */
  @HostAccess.Export
  public boolean hasFile(String name) {
    return program.files().containsKey(name);
  }

  /** A file of the program with a character for each byte. */
  @HostAccess.Export
  public String file(String name) {
    Bytes content = program.files().getOrDefault(name, Bytes.empty());
    return new String(content.toArray(), StandardCharsets.ISO_8859_1);
  }

  /**
   * The time in whole milliseconds, which is as fine as any guest is told it: since 1970 for {@code
   * 0}, since some moment for {@code 1}, of the processor that this thread has used for {@code 2}.
   */
  @HostAccess.Export
  public long millis(int clock) {
    return switch (clock) {
      case 0 -> System.currentTimeMillis();
      case 1 -> System.nanoTime() / NANOS_PER_MILLI;
      default -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / NANOS_PER_MILLI;
    };
  }

  private sealed interface Arguments {
    record Copied(List<@Nullable Object> values) implements Arguments {}

    record Refused(GuestReply refusal) implements Arguments {}
  }

  private Arguments copy(Value arguments) {
    long count = arguments.getArraySize();
    if (count > MAX_ARGUMENTS) {
      return refused("argument-count", "more than " + MAX_ARGUMENTS + " arguments");
    }
    List<@Nullable Object> values = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        ValueReader reader = calls.reader("argument " + (i + 1) + ": $", MAX_ARGUMENT_BYTES);
        values.add(reader.read(arguments.getArrayElement(i)));
      }
      return new Arguments.Copied(values);
    } catch (UnacceptableValueException e) {
      return refused("argument-not-json", e.text());
    } catch (ValueTooLargeException e) {
      return refused("argument-too-large", "the arguments are larger than a call can carry");
    }
  }

  private Arguments refused(String code, String message) {
    return new Arguments.Refused(calls.refusal(code, message));
  }

  private static Object plain(Object argument) {
    return switch (argument) {
      case Integer i -> (Object) (long) i;
      case Double d when ValueReader.exactInteger(d) -> (Object) (long) d.doubleValue();
      default -> argument;
    };
  }

  private @Nullable Object perform(int slot, @Nullable Object[] arguments) {
    return calls.answered(calls.call(handles[slot], operations[slot], arguments));
  }
}
