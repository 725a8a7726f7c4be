package dev.symphony.sandbox.context;

import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.Language;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;

/**
 * A context in which no code of a guest has run yet. It can be made before there is a guest, and
 * belongs to one for good from then on.
 */
final class BlankContext {
  private static final List<String> USUAL_MODULES = List.of("enum", "re", "json");

  private final Language language;
  private final Context context;

  /** In JavaScript a function that makes the surroundings, in Python what they will be. */
  private final Value prelude;

  private final GuestFiles files = new GuestFiles();
  private final Output out = new Output();
  private final Output err = new Output();

  /** Where the context writes; nowhere until somebody has it. */
  private static final class Output extends OutputStream {
    private volatile OutputStream target = OutputStream.nullOutputStream();

    @Override
    public void write(int octet) throws IOException {
      target.write(octet);
    }

    @Override
    public void write(byte[] content, int offset, int length) throws IOException {
      target.write(content, offset, length);
    }

    @Override
    public void flush() throws IOException {
      target.flush();
    }
  }

  /** Makes one on this thread. */
  BlankContext(GuestEngine engine) {
    Context.Builder builder = engine.context(out, err);
    this.language = engine.language();
    this.context =
        switch (language) {
          case JAVASCRIPT -> builder.allowIO(GuestEngine.only(files)).build();
          case PYTHON -> builder.build();
        };
    this.prelude = preludeOf(engine);
  }

  private Value preludeOf(GuestEngine engine) {
    try {
      Value evaluated = context.eval(engine.prelude());
      return switch (language) {
        case JAVASCRIPT -> evaluated;
        case PYTHON -> {
          Value globals = context.getBindings("python");
          Value function = globals.getMember("_symphony_prelude");
          globals.removeMember("_symphony_prelude");
          yield function.execute();
        }
      };
    } catch (PolyglotException e) {
      context.close(true);
      throw e;
    }
  }

  /** Gives it to a guest. */
  void belongTo(GuestProgram program, OutputStream guestOut, OutputStream guestErr) {
    files.become(program.files());
    out.target = guestOut;
    err.target = guestErr;
  }

  Context context() {
    return context;
  }

  /** Imports what most guests do, and what takes long, while there is time. */
  void importUsual(BooleanSupplier time) {
    if (language != Language.PYTHON) {
      return;
    }
    try {
      for (String module : USUAL_MODULES) {
        if (time.getAsBoolean()) {
          prelude.invokeMember("importUsual", module);
        }
      }
    } catch (PolyglotException e) {
      context.close(true);
      throw e;
    }
  }

  /** The functions of the prelude, which knows the guest by its bridge from now on. */
  Value surroundings(GuestBridge bridge) {
    return switch (language) {
      case JAVASCRIPT -> prelude.execute(bridge);
      case PYTHON -> {
        prelude.invokeMember("belongTo", bridge);
        yield prelude;
      }
    };
  }
}
