package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.serve.ServeSocket;
import dev.symphony.host.serve.ServeSocket.Answer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What the cache of {@link ServedEval} is trained with: a host that answers all alike. */
public final class ServedEvalRehearsal {
  private ServedEvalRehearsal() {}

  /**
   * Hands a command line over.
   *
   * @param arguments the directory for a home
   */
  public static void main(String[] arguments) throws UserError {
    Path home = Path.of(arguments[0]);
    Terminal terminal = Terminal.ofProcess();
    try (ServeSocket _ =
        ServeSocket.listen(
            home, ServedEvalRehearsal::answer, terminal::note, Duration.ofSeconds(1))) {
      List<String> line =
          List.of("eval", "--lang", "js", "--arg", "\"world\"", "--home", home.toString(), "a.js");
      terminal.line("exit code " + ServedEval.run(line, terminal, System.in));
    }
  }

  private static Answer answer(String request, Consumer<String> before) {
    for (String word : List.of(CarriedText.ERR, CarriedText.OUT)) {
      new PrintWriter(new CarriedText(word, before), true).println("hello world");
    }
    return Answer.of(CompletableFuture.completedFuture(CarriedText.EXIT + ExitCode.OK));
  }
}
