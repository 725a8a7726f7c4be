package dev.symphony.policy.rehearsal;

import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.guest.Binding;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestInstance;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestRuntime;
import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.guest.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Guests that do what their script says, in this process and without an engine: what the program of
 * {@link Actor} does, in Java.
 */
public final class Puppets implements GuestRuntime {
  /** A runtime of puppets. */
  public Puppets() {}

  @Override
  public GuestInstance start(GuestStart start) {
    Map<String, Binding> bindings = new HashMap<>();
    start.bindings().forEach(binding -> bindings.put(binding.name(), binding));
    return new Puppet(start, bindings);
  }

  @Override
  public void close() {}

  /** The gate said no, or the service failed. */
  private static final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient GuestOutcome outcome;

    Stopped(GuestOutcome outcome) {
      super(outcome.toString(), null, false, false);
      this.outcome = outcome;
    }
  }

  private record Puppet(GuestStart start, Map<String, Binding> bindings) implements GuestInstance {
    @Override
    public IsolationLabel isolation() {
      return IsolationLabel.NONE;
    }

    @Override
    public RunningInvocation invoke(GuestInvocation invocation, GuestLimits limits) {
      return new Ended(outcome(invocation));
    }

    private GuestOutcome outcome(GuestInvocation invocation) {
      if (!(invocation instanceof GuestInvocation.Call(String _, List<?> arguments))) {
        return new GuestOutcome.Completed(null, Usage.NONE);
      }
      try {
        return new GuestOutcome.Completed(perform(arguments.getFirst()), Usage.NONE);
      } catch (Stopped e) {
        return e.outcome;
      }
    }

    private @Nullable Object perform(@Nullable Object input) throws Stopped {
      if (!(input instanceof Map<?, ?> script) || !(script.get("acts") instanceof List<?> acts)) {
        throw failed("guest-exception", "not a script");
      }
      Object data = script.get("data");
      for (Object act : acts) {
        if (act instanceof Map<?, ?> map) {
          Object answer = map.containsKey("callee") ? ask(map, data) : call(map, data);
          data =
              map.containsKey("callee") || Boolean.TRUE.equals(map.get("carried")) ? answer : data;
        }
      }
      return data;
    }

    private @Nullable Object ask(Map<?, ?> act, @Nullable Object data) throws Stopped {
      Map<String, @Nullable Object> input = new HashMap<>();
      input.put("acts", act.get("acts"));
      input.put("data", data);
      return call(act, "invoke", new @Nullable Object[] {act.get("callee"), input});
    }

    private @Nullable Object call(Map<?, ?> act, @Nullable Object data) throws Stopped {
      List<?> arguments =
          ScriptText.filled(act.get("arguments"), data) instanceof List<?> list ? list : List.of();
      return call(act, String.valueOf(act.get("operation")), arguments.toArray());
    }

    private @Nullable Object call(Map<?, ?> act, String operation, @Nullable Object[] arguments)
        throws Stopped {
      Binding.BoundOperation bound = bound(String.valueOf(act.get("binding")), operation);
      Answer answer = start.calls().call(bound.handle(), bound.declaration().index(), arguments);
      return switch (answer) {
        case Answer.Returned(Object value) -> value;
        case Answer.Denied denied ->
            throw new Stopped(
                new GuestOutcome.Denied(
                    new GuestError(denied.reason().code(), operation + " was refused"),
                    Usage.NONE));
        case Answer.Failed(String code, String message) -> throw failed(code, message);
      };
    }

    private Binding.BoundOperation bound(String binding, String operation) throws Stopped {
      Optional<Binding.BoundOperation> bound =
          Optional.ofNullable(bindings.get(binding)).stream()
              .flatMap(b -> b.operations().stream())
              .filter(o -> o.declaration().name().equals(operation))
              .findFirst();
      return bound.orElseThrow(
          () -> failed("guest-exception", "there is no caps." + binding + "." + operation));
    }

    private static Stopped failed(String code, String message) {
      return new Stopped(new GuestOutcome.Failed(new GuestError(code, message), Usage.NONE));
    }

    @Override
    public void close() {}
  }

  private record Ended(GuestOutcome result) implements RunningInvocation {
    @Override
    public CompletableFuture<GuestOutcome> outcome() {
      return CompletableFuture.completedFuture(result);
    }

    @Override
    public void cancel() {}
  }
}
