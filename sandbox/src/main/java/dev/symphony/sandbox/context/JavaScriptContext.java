package dev.symphony.sandbox.context;

import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** A JavaScript guest: a module that is imported, or a script that is evaluated. */
final class JavaScriptContext implements LanguageContext, GuestPrelude {
  private static final Pattern STACK_LINE =
      Pattern.compile("(?m)^ +at (?:([^()\\n]{1,200}) \\()?([^()\\n]{1,500}):(\\d+:\\d+)\\)?$");

  private final Context context;
  private final GuestProgram program;
  private final Source source;
  private final Value members;
  private final Value call;
  private final Value call1;
  private final Value classify;
  private final Value settle;
  private boolean evaluated;

  JavaScriptContext(BlankContext blank, GuestProgram program, Source source, GuestBridge bridge) {
    this.source = source;
    this.context = blank.context();
    this.program = program;
    this.members = blank.surroundings(bridge);
    this.call = members.getMember("call");
    this.call1 = members.getMember("call1");
    this.classify = members.getMember("classify");
    this.settle = members.getMember("settle");
    if (program.form() == GuestProgram.Form.SCRIPT) {
      context.getBindings("js").putMember("caps", members.getMember("caps"));
    }
  }

  @Override
  public GuestPrelude prelude() {
    return this;
  }

  @Override
  public boolean evaluated() {
    return evaluated;
  }

  @Override
  public void begin(GuestInvocation invocation, Settlement settlement)
      throws MissingEntryException {
    switch (invocation) {
      case GuestInvocation.Evaluate e -> evaluate();
      case GuestInvocation.Call(String name, List<@Nullable Object> arguments) -> {
        LanguageContext.single(arguments)
            .ifPresentOrElse(
                argument -> call1.executeVoid(name, argument.value()),
                () -> call.executeVoid(name, LanguageContext.arguments(arguments)));
        if (settlement.isAbsent()) {
          members
              .getMember("start")
              .executeVoid(declared(name), LanguageContext.arguments(arguments));
        }
      }
    }
  }

  private void evaluate() {
    evaluated = true;
    switch (program.form()) {
      case MODULE -> {
        evaluateModule();
        members.getMember("load").executeVoid("/" + program.entry());
      }
      case SCRIPT -> members.getMember("conclude").executeVoid(context.eval(source));
    }
  }

  /**
   * Evaluates the module as a source that the engine knows. Importing it afterwards finds it as it
   * is then, and fails as it failed.
   */
  private void evaluateModule() {
    try {
      context.eval(source);
    } catch (PolyglotException e) {
      boolean thrown =
          e.isGuestException()
              && !(e.isCancelled() || e.isInterrupted() || e.isResourceExhausted() || e.isExit());
      if (!thrown) {
        throw e;
      }
    }
  }

  /** A function that a script has declared without making it a property of its global object. */
  private Value declared(String name) throws MissingEntryException {
    Value function =
        program.form() == GuestProgram.Form.SCRIPT
            ? context.getBindings("js").getMember(name)
            : null;
    if (function == null || !function.canExecute()) {
      throw new MissingEntryException(program.entry(), name);
    }
    return function;
  }

  @Override
  public void settle(long call, @Nullable Object answer) {
    settle.executeVoid((int) call, answer);
  }

  @Override
  public Language language() {
    return Language.JAVASCRIPT;
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
    return object.getMember(name);
  }

  @Override
  public long byteLength(Value bytes) {
    return members.getMember("lengthOf").execute(bytes).asLong();
  }

  @Override
  public void copyBytes(Value bytes, byte[] target) {
    long offset = members.getMember("offsetOf").execute(bytes).asLong();
    members.getMember("bufferOf").execute(bytes).readBuffer(offset, target, 0, target.length);
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
    List<Frame> frames = new ArrayList<>();
    String lastFunction = "";
    for (PolyglotException.StackFrame frame : exception.getPolyglotStackTrace()) {
      SourceSection place = frame.isGuestFrame() ? frame.getSourceLocation() : null;
      String function = frame.getRootName() == null ? "" : frame.getRootName();
      // An asynchronous function has a second frame, for what starts it; one says it all.
      boolean again = !function.isEmpty() && function.equals(lastFunction);
      if (place != null && place.isAvailable() && !again) {
        frames.add(
            new Frame(
                function.startsWith(":") ? "" : function,
                ErrorText.fileOf(place),
                place.getStartLine() + ":" + place.getStartColumn()));
      }
      lastFunction = function;
    }
    frames.addAll(callSite(members.getMember("siteOf").execute(error).asString()));
    return frames;
  }

  /** Reads a stack as {@code Error.stack} writes it. */
  private static List<Frame> callSite(String stack) {
    return STACK_LINE
        .matcher(stack)
        .results()
        .map(m ->
            new Frame(
                m.group(1) == null ? "" : m.group(1),
                LanguageContext.guestName(m.group(2)),
                m.group(3)))
        .toList();
  }
}
