package dev.symphony.host.cli;

import dev.symphony.capabilities.Bytes;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.publish.Publication;
import dev.symphony.host.publish.PublisherKeys;
import dev.symphony.registry.Digest;
import dev.symphony.registry.DurableFiles;
import dev.symphony.registry.Refused;
import dev.symphony.registry.manifest.ExtensionIdentity;
import dev.symphony.registry.publication.Bundle;
import dev.symphony.registry.publication.BundleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony pack}: an extension as one signed file. */
@Command(
    name = "pack",
    mixinStandardHelpOptions = true,
    description = {
      "Packs and signs an extension into one file. The same directory and key always give the",
      "same file, byte for byte."
    },
    footer = {
      "",
      "Examples:",
      "  symphony pack my-operator",
      "  symphony pack my-operator --output dist/my-operator.symphony",
      "",
      "The file is an OCI image layout in a tar archive; other tools read it too:",
      "  skopeo inspect oci-archive:FILE:PUBLISHER/NAME:VERSION"
    })
final class PackCommand extends HomeCommand {
  @Parameters(paramLabel = "DIR", description = "The directory of the extension.")
  private Path source = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to (default: NAME-VERSION.symphony).")
  private Optional<Path> output = Optional.empty();

  @Mixin private PassphraseOption passphrase = new PassphraseOption();

  PackCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int run(Home opened) throws UserError, Refused, IOException {
    Bundle bundle = Publication.pack(source);
    ExtensionIdentity identity = bundle.source().manifest().identity();
    PublisherKeys keys = keys(opened);
    String publisher = identity.publisher();
    Publication publication =
        new Publication(
            keys.signer(publisher, passphrase.source(surroundings())),
            keys.keys(publisher),
            keys.history(publisher));
    Bytes content = BundleFile.write(bundle, publication.sign(bundle, source));
    Path file =
        output.orElse(Path.of(identity.name() + "-" + identity.version() + BundleFile.SUFFIX));
    DurableFiles.replace(file.toAbsolutePath(), content);
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("file", file.toString());
    result.put("digest", Digest.of(content).text());
    result.put("artifact", bundle.image().descriptor().digest().text());
    result.put("signer", publication.signer().publicKey().fingerprint().text());
    return print(file + "  " + Digest.of(content), result);
  }
}
