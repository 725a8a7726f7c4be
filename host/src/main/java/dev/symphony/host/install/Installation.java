package dev.symphony.host.install;

import dev.symphony.host.UserError;
import dev.symphony.host.session.Policies;
import dev.symphony.kernel.KernelClock;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Refused;
import dev.symphony.registry.consent.CapabilityDiff;
import dev.symphony.registry.consent.Change;
import dev.symphony.registry.install.InstalledExtension;
import dev.symphony.registry.install.Installer;
import dev.symphony.registry.install.Installer.Direction;
import dev.symphony.registry.install.Offer;
import dev.symphony.registry.manifest.ExtensionName;
import dev.symphony.registry.manifest.Manifest;
import dev.symphony.registry.manifest.Version;
import dev.symphony.registry.oci.Repository;
import dev.symphony.registry.publication.VerifiedBundle;
import dev.symphony.registry.trust.TrustStore;
import java.util.Optional;

/** Brings versions of extensions into a home, with the consent of the person who decides. */
public final class Installation {
  /** Who agrees to an update that asks for nothing more than what was agreed to before. */
  private static final String RULE = "rule: asks for nothing more";

  private final HomeRegistry home;
  private final Policies policies;
  private final Decisions decisions;
  private final Dialogue dialogue;
  private final KernelClock clock;

  /** An installation into {@code home}. */
  public Installation(
      HomeRegistry home,
      Policies policies,
      Decisions decisions,
      Dialogue dialogue,
      KernelClock clock) {
    this.home = home;
    this.policies = policies;
    this.decisions = decisions;
    this.dialogue = dialogue;
    this.clock = clock;
  }

  /** What came of a wish to install or update. */
  public enum Result {
    /** The version is active. */
    ACTIVE,
    /** The version was active before. */
    UNCHANGED,
    /** The version is here, and waits for somebody to agree; the one before it serves. */
    WAITING
  }

  /**
   * What came of it.
   *
   * @param record the extension as it is now
   * @param version the version that it is about
   */
  public record Installed(InstalledExtension record, Version version, Result result) {}

  /**
   * Installs a version, after asking.
   *
   * @param expected the fingerprint of the publisher's key, when the person gave one
   * @throws UserError when nobody agrees, or the policy does not
   */
  public Installed install(
      Place place, ExtensionReference reference, Optional<Digest> expected, Direction direction)
      throws UserError, Refused {
    Offer offer = look(place.repository(reference.name()), reference.name(), expected);
    Version version = reference.version().orElse(newest(offer));
    VerifiedBundle bundle = home.installer().fetch(offer, version, direction);
    if (isActive(offer, bundle)) {
      return new Installed(offer.installed().orElseThrow(), version, Result.UNCHANGED);
    }
    Manifest manifest = bundle.bundle().source().manifest();
    dialogue.tell(manifest.identity().reference() + " by " + bundle.signer().fingerprint());
    ConsentQuestion question = ConsentQuestion.of(manifest, policies);
    question.lines().forEach(dialogue::tell);
    question.requireWithinPolicy();
    if (!dialogue.agrees("Install it?")) {
      throw new UserError(
          "consent-needed", "nobody agreed to what " + offer.name() + " asks for; see --yes");
    }
    return new Installed(keep(offer, bundle, decisions.who()), version, Result.ACTIVE);
  }

  private Offer look(Repository place, ExtensionName name, Optional<Digest> expected)
      throws UserError, Refused {
    TrustStore before = home.trust().load();
    TrustStore trust = new FirstTrust(expected, dialogue, decisions, clock).in(before, place, name);
    Offer offer = home.installer().look(place, name, trust);
    if (!offer.trust().equals(before)) {
      home.trust().save(offer.trust());
    }
    if (!offer.trust().equals(trust)) {
      decisions.record(
          name.publisher(),
          "keys-changed",
          "by the publisher: latest "
              + offer.trust().latest(name.publisher()).orElseThrow().fingerprint());
    }
    return offer;
  }

  private static Version newest(Offer offer) throws Refused {
    return offer
        .releases()
        .newest()
        .orElseThrow(() -> new Refused("version-unknown", offer.name() + " has no version yet"));
  }

  private static boolean isActive(Offer offer, VerifiedBundle bundle) {
    return offer
        .installed()
        .filter(record -> record.activeVersion().artifact().equals(bundle.digest()))
        .isPresent();
  }

  private InstalledExtension keep(Offer offer, VerifiedBundle bundle, String approvedBy)
      throws UserError, Refused {
    InstalledExtension record = home.installer().keep(offer, bundle, approvedBy);
    String reference = bundle.bundle().source().manifest().identity().reference();
    decisions.record(
        reference,
        approvedBy.isEmpty() ? "waits" : approvedBy.equals(RULE) ? "applied" : "approved",
        bundle.digest()
            + " "
            + bundle.bundle().source().manifest().capabilities().stream()
                .map(capability -> capability.right().toString())
                .toList());
    return record;
  }

  /**
   * Brings the newest version of an installed extension. One that asks for nothing more than the
   * active one is active at once; one that asks for more waits until somebody agrees.
   */
  public Installed update(InstalledExtension installed, Place place) throws UserError, Refused {
    ExtensionName name = installed.name();
    Offer offer = look(place.repository(name), name, Optional.empty());
    Version newest = newest(offer);
    if (newest.compareTo(installed.active()) <= 0) {
      return new Installed(installed, installed.active(), Result.UNCHANGED);
    }
    VerifiedBundle bundle = home.installer().fetch(offer, newest, Direction.FORWARD);
    CapabilityDiff diff = difference(installed, bundle, offer.trust());
    if (!diff.isWider()) {
      return new Installed(keep(offer, bundle, RULE), newest, Result.ACTIVE);
    }
    dialogue.tell(name + ": " + installed.active() + " -> " + newest + " asks for more");
    diff.changes().stream().map(Installation::line).forEach(dialogue::tell);
    ConsentQuestion question = ConsentQuestion.of(bundle.bundle().source().manifest(), policies);
    question.lines().forEach(dialogue::tell);
    question.requireWithinPolicy();
    if (dialogue.agrees("Agree to it?")) {
      return new Installed(keep(offer, bundle, decisions.who()), newest, Result.ACTIVE);
    }
    return new Installed(keep(offer, bundle, ""), newest, Result.WAITING);
  }

  private CapabilityDiff difference(
      InstalledExtension installed, VerifiedBundle bundle, TrustStore trust) throws Refused {
    Installer installer = home.installer();
    VerifiedBundle active = installer.open(installed.name(), installed.activeVersion(), trust);
    return CapabilityDiff.between(
        active.bundle().source().manifest(), bundle.bundle().source().manifest());
  }

  private static String line(Change change) {
    String text =
        switch (change.kind()) {
          case ADDED, SAME -> change.after();
          case REMOVED -> change.before();
          case WIDENED, NARROWED -> change.after() + "   (before: " + change.before() + ")";
        };
    return "  " + change.kind().mark() + " " + text;
  }
}
