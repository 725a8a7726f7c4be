package dev.symphony.host.cli;

import dev.symphony.capabilities.Bytes;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.install.ExtensionReference;
import dev.symphony.host.install.Place;
import dev.symphony.host.publish.Publication;
import dev.symphony.host.publish.PublisherKeys;
import dev.symphony.registry.Refused;
import dev.symphony.registry.manifest.ExtensionName;
import dev.symphony.registry.oci.Repository;
import dev.symphony.registry.publication.Bundle;
import dev.symphony.registry.publication.BundleFile;
import dev.symphony.registry.publication.ReleaseList;
import dev.symphony.registry.publication.VerifiedBundle;
import dev.symphony.registry.trust.TrustFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony publish}: puts a signed version where others install it from. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = "Signs an extension and puts it into a registry, with the list of its versions.",
    footer = {
      "",
      "Examples:",
      "  symphony publish my-operator",
      "  symphony publish my-operator-0.1.0.symphony --to /srv/extensions",
      "  symphony publish --renew acme/my-operator",
      "",
      "Without --to the registry in the home is used; others install from there with --from."
    })
final class PublishCommand extends HomeCommand {
  @Parameters(
      paramLabel = "DIR|FILE|REF",
      description = "A directory, a packed file, or with --renew PUBLISHER/NAME.")
  private String target = "";

  @Option(
      names = "--to",
      paramLabel = "PLACE",
      description = "A directory or a registry, HOST[:PORT][/PREFIX] (default: the home).")
  private Optional<String> to = Optional.empty();

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "How long the list of versions is good (default: 90).")
  private long days = Publication.USUAL_LIFE.toDays();

  @Option(
      names = "--renew",
      description = "Publish nothing new, but sign the list of versions and the keys again.")
  private boolean renew;

  @Mixin private PassphraseOption passphrase = new PassphraseOption();

  PublishCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int run(Home opened) throws UserError, Refused, IOException {
    Place place =
        to.isPresent() ? Place.named(to.get(), surroundings().environment()) : Place.of(opened);
    ReleaseList list;
    try (Place.Writing _ = place.writing(opened)) {
      list = renew ? renewed(opened, place) : published(opened, place);
      place.flush();
    }
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("extension", list.extension().toString());
    result.put("versions", list.versions().keySet().stream().map(Object::toString).toList());
    result.put("sequence", list.sequence());
    result.put("expires", list.expires().toString());
    return print(
        list.extension()
            + "  versions "
            + list.versions().keySet()
            + "  list "
            + list.sequence()
            + ", good until "
            + list.expires(),
        result);
  }

  private Instant end() {
    return clock().now().plus(Duration.ofDays(days));
  }

  private ReleaseList renewed(Home opened, Place place) throws UserError, Refused, IOException {
    ExtensionName name = ExtensionReference.parse(target).name();
    return publication(opened, name.publisher()).renew(place.repository(name), name, end());
  }

  private ReleaseList published(Home opened, Place place) throws UserError, Refused, IOException {
    Path path = Path.of(target);
    if (Files.isRegularFile(path)) {
      VerifiedBundle packed =
          BundleFile.open(target, Bytes.ofOwnedArray(Files.readAllBytes(path)))
              .verify(TrustFile.at(opened.trust()).load());
      return publication(opened, publisher(packed.bundle()))
          .publish(repository(place, packed.bundle()), packed.bundle(), packed.envelope(), end());
    }
    Bundle bundle = Publication.pack(path);
    Publication publication = publication(opened, publisher(bundle));
    return publication.publish(
        repository(place, bundle), bundle, publication.sign(bundle, path), end());
  }

  private Publication publication(Home opened, String publisher)
      throws UserError, Refused, IOException {
    PublisherKeys keys = keys(opened);
    return new Publication(
        keys.signer(publisher, passphrase.source(surroundings())),
        keys.keys(publisher),
        keys.history(publisher));
  }

  private static String publisher(Bundle bundle) {
    return bundle.source().manifest().identity().publisher();
  }

  private static Repository repository(Place place, Bundle bundle) {
    return place.repository(ExtensionName.parse(bundle.repository()).orElseThrow());
  }
}
