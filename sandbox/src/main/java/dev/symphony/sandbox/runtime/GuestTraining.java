package dev.symphony.sandbox.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.SandboxPolicy;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/**
 * The program whose run fills a worker's cache: it does with the engine what a worker does, on a
 * guest that touches the built-ins which guests commonly use.
 */
public final class GuestTraining {
  private final GuestLanguage language;

  private GuestTraining(GuestLanguage language) {
    this.language = language;
  }

  /** Argument: the polyglot id of the language. */
  public static void main(String[] arguments) {
    for (GuestLanguage language : GuestLanguage.values()) {
      if (language.id().equals(arguments[0])) {
        new GuestTraining(language).run();
        // Compiler threads of the engine may linger; the answer is there.
        System.exit(0);
      }
    }
    throw new IllegalArgumentException("unknown language " + arguments[0]);
  }

  /** The guest that stands for all guests of a language. */
  public static String script(GuestLanguage language) {
    String name = "train." + (language == GuestLanguage.PYTHON ? "py" : "mjs");
    try (InputStream script = GuestTraining.class.getResourceAsStream(name)) {
      if (script == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  private void run() {
    try (Engine engine = engine();
        Context first = context(engine);
        Context second = context(engine)) {
      runIn(first);
      runIn(second);
    }
  }

  private void runIn(Context context) {
    Value entry =
        switch (language) {
          case JAVASCRIPT ->
              context.eval(source("application/javascript+module")).getMember("default");
          case PYTHON -> {
            context.eval(source("text/x-python"));
            yield context.getBindings(language.id()).getMember("run");
          }
        };
    entry.execute(Map.of("n", 20), new Bridge());
  }

  private Source source(String mimeType) {
    String extension = language == GuestLanguage.PYTHON ? ".py" : ".mjs";
    return Source.newBuilder(language.id(), script(language), "train" + extension)
        .mimeType(mimeType)
        .buildLiteral();
  }

  private Engine engine() {
    return Engine.newBuilder(language.id())
        .sandbox(SandboxPolicy.CONSTRAINED)
        .in(InputStream.nullInputStream())
        .out(OutputStream.nullOutputStream())
        .err(OutputStream.nullOutputStream())
        .option("engine.WarnInterpreterOnly", "false")
        .build();
  }

  private Context context(Engine engine) {
    Context.Builder builder =
        Context.newBuilder(language.id())
            .engine(engine)
            .sandbox(SandboxPolicy.CONSTRAINED)
            .allowHostAccess(HostAccess.CONSTRAINED);
    if (language == GuestLanguage.JAVASCRIPT) {
      builder.option("js.esm-eval-returns-exports", "true");
    }
    return builder.build();
  }

  /** A stand-in for the bridge that a worker shows its guests. */
  public static final class Bridge {
    @HostAccess.Export
    public Object call(String service, Object argument) {
      return service + argument;
    }
  }
}
