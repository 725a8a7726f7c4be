package dev.symphony.sandbox.escape;

import dev.symphony.kernel.guest.Language;
import dev.symphony.sandbox.jail.Seccomp;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * The main class of a throw-away process in which guests may do everything: a context without
 * walls, around it the {@link NaiveHost}. No worker and no command of the product runs guests so;
 * it is here to show what attempts come to where nothing stops them.
 *
 * <p>The first argument is a language, the second {@code free} or {@code locked}, which puts the
 * system call filter on after the engine is warm. Each line of standard input is one attempt, its
 * parts separated by tabs; each is answered with {@code BEGIN} and, if it ends, {@code ANSWER}.
 */
public final class UnwalledGuest {
  private final PrintStream answers;
  private final Language language;
  private final Engine engine;

  private UnwalledGuest(Language language, PrintStream answers) {
    this.answers = answers;
    this.language = language;
    this.engine = Engine.newBuilder().option("engine.WarnInterpreterOnly", "false").build();
  }

  /** Runs attempts; see the class. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Language language = Language.named(arguments[0]).orElseThrow();
    UnwalledGuest guest = new UnwalledGuest(language, System.out);
    try (Context warm = guest.context()) {
      warm.eval(language.id(), "1");
    }
    if (arguments[1].equals("locked")) {
      guest.answers.println("LOCK " + Seccomp.lockDown());
    }
    guest.answers.println("READY");
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      guest.run(order.split("\t", -1));
    }
    Runtime.getRuntime().halt(0);
  }

  private Context context() {
    return Context.newBuilder()
        .engine(engine)
        .allowAllAccess(true)
        .option("js.esm-eval-returns-exports", "true")
        .out(OutputStream.nullOutputStream())
        .err(OutputStream.nullOutputStream())
        .build();
  }

  private void run(String[] order) {
    Path program = Path.of(order[0]);
    String secret = order[1];
    answers.println("BEGIN");
    try (Context context = context()) {
      context.getPolyglotBindings().putMember("neighbour", secret);
      Value neighbour = function(context, program, "neighbour");
      Box caps = new Box();
      NaiveHost host =
          new NaiveHost(
              Path.of(order[2]),
              Path.of(order[3]),
              secret,
              text -> {
                if (text.equals("stir")) {
                  var _ = neighbour.execute(secret, caps.value);
                }
              });
      caps.value = caps(context, host);
      var _ = neighbour.execute(secret, caps.value);
      answer(context, function(context, program, "run"), order[4], caps.value);
    } catch (PolyglotException | IOException e) {
      say("stopped", String.valueOf(e.getMessage()));
    } catch (StackOverflowError e) {
      say("stopped", "StackOverflowError");
    }
  }

  private Value function(Context context, Path program, String name) throws IOException {
    File file = program.resolve(Corpus.file(name, language)).toFile();
    return switch (language) {
      case JAVASCRIPT ->
          context
              .eval(
                  Source.newBuilder(language.id(), file)
                      .mimeType("application/javascript+module")
                      .build())
              .getMember("default");
      case PYTHON ->
          context
              .eval(
                  language.id(),
                  "import sys, importlib\nlambda d, n: ("
                      + "sys.path.insert(0, d), importlib.import_module(n).run)[1]")
              .execute(program.toString(), name);
    };
  }

  /** Capabilities that do not exist before their host, which needs them. */
  private static final class Box {
    private @Nullable Value value;
  }

  private Value caps(Context context, NaiveHost host) {
    String make =
        switch (language) {
          case JAVASCRIPT -> "h => ({ files: h.files, kv: h.kv, http: h.http, log: h.log })";
          case PYTHON ->
              "import types\nlambda h: types.SimpleNamespace("
                  + "files=h.files, kv=h.kv, http=h.http, log=h.log)";
        };
    return context.eval(language.id(), make).execute(host);
  }

  private void answer(Context context, Value run, String input, Value caps) {
    switch (language) {
      case JAVASCRIPT -> {
        Value promise = run.execute(context.eval("js", "JSON.parse").execute(input), caps);
        Value settled =
            context.eval(
                "js", "(p) => { const box = {}; p.then((v) => { box.v = v; }); return box; }");
        Value box = settled.execute(promise);
        context.eval("js", "0");
        Value answer = box.getMember("v");
        if (answer != null) {
          report(
              answer.getMember("found"), answer.getMember("stopped"), answer.getMember("message"));
        } else {
          say("stopped", "never settles");
        }
      }
      case PYTHON -> {
        Value read = context.eval("python", "import json\njson.loads");
        Value answer = run.execute(read.execute(input), caps);
        report(
            answer.getHashValue("found"),
            answer.getHashValueOrDefault("stopped", ""),
            answer.getHashValueOrDefault("message", ""));
      }
    }
  }

  private void report(@Nullable Value found, @Nullable Value stopped, @Nullable Value message) {
    if (stopped != null && stopped.isString() && !stopped.asString().isEmpty()) {
      say("stopped", stopped.asString() + ": " + message);
    } else if (found == null || found.isNull()) {
      say("nothing", "");
    } else if (found.isBoolean()) {
      say("claim", "");
    } else {
      say("found", found.asString());
    }
  }

  private void say(String kind, String text) {
    String coded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    answers.println("ANSWER " + kind + " " + coded);
  }
}
