package dev.symphony.sandbox.context;

import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.Language;
import java.util.List;
import java.util.Optional;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** A Python guest: a module that is imported, or a script that is evaluated. Calls are plain. */
final class PythonContext implements LanguageContext, GuestPrelude {
  private final Context context;
  private final GuestProgram program;
  private final Source source;
  private final Value members;
  private final Value classify;
  private final Value run;
  private final Value run1;
  private @Nullable Value module;

  PythonContext(BlankContext blank, GuestProgram program, Source source, GuestBridge bridge) {
    this.source = source;
    this.context = blank.context();
    this.program = program;
    this.members = blank.surroundings(bridge);
    this.classify = members.getMember("classify");
    this.run = members.getMember("run");
    this.run1 = members.getMember("run1");
    if (program.form() == GuestProgram.Form.SCRIPT) {
      context.getBindings("python").putMember("caps", members.getMember("caps"));
    }
  }

  @Override
  public GuestPrelude prelude() {
    return this;
  }

  @Override
  public boolean evaluated() {
    return module != null;
  }

  @Override
  public void begin(GuestInvocation invocation, Settlement settlement)
      throws MissingEntryException {
    switch (invocation) {
      case GuestInvocation.Evaluate e -> settlement.succeed(evaluate());
      case GuestInvocation.Call(String name, List<@Nullable Object> arguments) -> {
        Value function = function(name);
        LanguageContext.single(arguments)
            .ifPresentOrElse(
                argument -> run1.executeVoid(function, argument.value()),
                () ->
                    settlement.succeed(
                        run.execute(function, LanguageContext.arguments(arguments))));
      }
    }
  }

  private Value evaluate() {
    return switch (program.form()) {
      case MODULE -> {
        module = members.getMember("load").execute(program.entry());
        yield context.asValue(null);
      }
      case SCRIPT -> {
        module = context.getBindings("python");
        Value last = context.eval(source);
        members.getMember("flush").executeVoid();
        yield members.getMember("last").execute(last);
      }
    };
  }

  private Value function(String name) throws MissingEntryException {
    Value owner = module;
    Value function =
        switch (program.form()) {
          case MODULE -> members.getMember("exported").execute(owner, name);
          case SCRIPT -> context.getBindings("python").getMember(name);
        };
    if (function == null || !function.canExecute()) {
      throw new MissingEntryException(program.entry(), name);
    }
    return function;
  }

  @Override
  public void settle(long call, @Nullable Object answer) {
    throw new IllegalStateException("Python guests wait for every answer");
  }

  @Override
  public Language language() {
    return Language.PYTHON;
  }

  @Override
  public int classify(Value value) {
    return classify.execute(value).asInt();
  }

  @Override
  public Value keys(Value object) {
    return members.getMember("keys").execute(object);
  }

  @Override
  public @Nullable Value member(Value object, Value key, String name) {
    return object.getHashValue(key);
  }

  @Override
  public long byteLength(Value bytes) {
    return bytes.getBufferSize();
  }

  @Override
  public void copyBytes(Value bytes, byte[] target) {
    bytes.readBuffer(0, target, 0, target.length);
  }

  @Override
  public long serialOf(Value error) {
    return members.getMember("serialOf").execute(error).asLong();
  }

  @Override
  public boolean overflowed(Value error) {
    return members.getMember("overflowed").execute(error).asBoolean();
  }

  @Override
  public String describe(Value error) {
    return members.getMember("describe").execute(error).asString();
  }

  @Override
  public List<Frame> frames(PolyglotException exception, Value error) {
    return members
        .getMember("frames")
        .execute(error)
        .asString()
        .lines()
        .map(PythonContext::frame)
        .flatMap(Optional::stream)
        .toList();
  }

  /** Reads {@code file:line function}. */
  private static Optional<Frame> frame(String line) {
    int space = line.lastIndexOf(' ');
    int colon = line.lastIndexOf(':', space);
    if (space < 0 || colon < 0) {
      return Optional.empty();
    }
    String function = line.substring(space + 1);
    return Optional.of(
        new Frame(
            function.startsWith("<module") ? "" : function,
            line.substring(0, colon),
            line.substring(colon + 1, space)));
  }
}
