package dev.symphony.host.cli;

import dev.symphony.capabilities.Bytes;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.install.ExtensionReference;
import dev.symphony.host.install.HomeRegistry;
import dev.symphony.registry.Refused;
import dev.symphony.registry.install.InstalledExtension;
import dev.symphony.registry.install.InstalledVersion;
import dev.symphony.registry.publication.BundleFile;
import dev.symphony.registry.publication.VerifiedBundle;
import dev.symphony.registry.trust.TrustStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code symphony verify}: checks an installed extension or a packed file, without a network. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Verifies an installed extension or a packed file against the keys that this home accepts,",
      "from what is here alone."
    },
    footer = {
      "",
      "Examples:",
      "  symphony verify acme/word-count",
      "  symphony verify word-count-1.2.0.symphony"
    })
final class VerifyCommand extends HomeCommand {
  @Parameters(paramLabel = "REF|FILE", description = "What to verify.")
  private String target = "";

  VerifyCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  Home open(Path directory) throws UserError {
    return Home.look(directory);
  }

  @Override
  int run(Home opened) throws UserError, Refused, IOException {
    HomeRegistry home = HomeRegistry.of(opened, clock()::now);
    TrustStore trust = home.trust().load();
    Path file = Path.of(target);
    VerifiedBundle bundle =
        Files.isRegularFile(file)
            ? BundleFile.open(target, Bytes.ofOwnedArray(Files.readAllBytes(file))).verify(trust)
            : installed(home, trust);
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("extension", bundle.bundle().source().manifest().identity().reference());
    result.put("artifact", bundle.digest().text());
    result.put("code", bundle.bundle().source().digest());
    result.put("signer", bundle.signer().fingerprint().text());
    result.put("revision", bundle.revision().orElse(""));
    StringBuilder text = new StringBuilder("verified");
    result.forEach((name, value) -> text.append("\n  %-9s  %s".formatted(name, value)));
    return print(text.toString(), result);
  }

  private VerifiedBundle installed(HomeRegistry home, TrustStore trust) throws UserError, Refused {
    ExtensionReference reference = ExtensionReference.parse(target);
    InstalledExtension record = home.installer().require(reference.name());
    InstalledVersion version = record.versions().get(reference.version().orElse(record.active()));
    if (version == null) {
      throw new Refused("version-unknown", reference + " is not installed");
    }
    return home.installer().open(record.name(), version, trust);
  }
}
