package dev.symphony.host.cli;

import dev.symphony.audit.AuditLogException;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.key.LogKeys;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code symphony audit log key}. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the public keys of this home: the one that its log is verified with, and the one that",
      "its cosignatures on other logs are verified with. Give them to whoever shall verify."
    })
final class AuditLogKeyCommand extends AuditLogSubcommand {
  AuditLogKeyCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int run() throws UserError, AuditLogException, IOException {
    String log = key().toString();
    String witness =
        new LogKeys(Home.keys(directory()), new SecureRandom()).witness().verifier().toString();
    if (wantsJson()) {
      terminal().line(JsonText.compact(Map.of("log", log, "witness", witness)));
    } else {
      terminal().line("log      " + log);
      terminal().line("witness  " + witness);
    }
    return ExitCode.OK;
  }
}
