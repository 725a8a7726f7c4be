package dev.symphony.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.symphony.host.install.ExtensionReference;
import dev.symphony.host.session.InstalledSource;
import dev.symphony.host.session.Isolation;
import dev.symphony.host.session.Session;
import dev.symphony.host.session.SessionOptions;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory that calls itself what an installed extension is called. */
class UnsignedNamesakeTest {
  private static final String CODE =
      """
      export default async (input, caps) => {
        const before = await caps.kv.get("secret");
        await caps.kv.put("secret", "of " + input);
        return before;
      };
      """;
  private static final String KEPT =
      """
      [[capability]]
      service = "kv"
      operations = ["get", "put"]
      resource = "secret"
      reason = "For the test"
      """;

  @TempDir Path directory;

  private String extension(Homes homes, String version) throws Exception {
    String place = homes.extension("tool", version, CODE);
    Files.writeString(Path.of(place, "extension.toml"), KEPT, StandardOpenOption.APPEND);
    return place;
  }

  private static String run(Session session, InstalledSource source, String input)
      throws Exception {
    GuestOutcome outcome =
        session
            .extensions()
            .start(source, input, Map.of())
            .invocation()
            .outcome()
            .get(60, TimeUnit.SECONDS);
    return String.valueOf(assertInstanceOf(GuestOutcome.Completed.class, outcome).value());
  }

  @Test
  void unsignedCode_doesNotSeeWhatSignedCodeKeeps() throws Exception {
    Homes homes = new Homes(directory);
    String fingerprint = homes.key();
    homes.ok("author", "publish", extension(homes, "1.0.0"));
    homes.ok(
        "user",
        "install",
        "acme/tool",
        "--from",
        homes.at("author"),
        "--trust",
        fingerprint,
        "--yes");
    Path pretender = Path.of(extension(homes, "9.0.0"));
    try (Session session =
        Session.open(
            new SessionOptions(
                Optional.of(Path.of(homes.at("user"))),
                Isolation.CONTEXT,
                WorkerTempo.THROUGHPUT,
                note -> {},
                Map.of()))) {
      InstalledSource signed =
          session.extensions().installPublished(ExtensionReference.parse("acme/tool"));
      InstalledSource unsigned = session.extensions().installDirectory(pretender);
      assertEquals("null", run(session, signed, "signed"));
      assertEquals("null", run(session, unsigned, "unsigned"));
      assertEquals("of signed", run(session, signed, "signed"));
      assertEquals("of unsigned", run(session, unsigned, "unsigned"));
    }
  }
}
