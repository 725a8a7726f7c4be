package dev.symphony.host.install;

import dev.symphony.host.UserError;
import dev.symphony.host.session.Policies;
import dev.symphony.kernel.KernelClock;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Refused;
import dev.symphony.registry.SideBySide;
import dev.symphony.registry.consent.CapabilityDiff;
import dev.symphony.registry.consent.Change;
import dev.symphony.registry.install.InstalledExtension;
import dev.symphony.registry.install.Installer;
import dev.symphony.registry.install.Installer.Choice;
import dev.symphony.registry.install.Installer.Direction;
import dev.symphony.registry.install.Offer;
import dev.symphony.registry.manifest.ExtensionName;
import dev.symphony.registry.manifest.Manifest;
import dev.symphony.registry.manifest.Version;
import dev.symphony.registry.publication.VerifiedBundle;
import dev.symphony.registry.trust.TrustStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /** A version that was found: what is wanted, and what there is of it. */
  private record Found(Wanted wanted, Offer offer, Version version) {
    VerifiedBundle fetch(Installer installer, Direction direction) throws Refused {
      return installer.fetch(offer, version, direction);
    }
  }

  /**
   * Installs versions, after asking. They are verified side by side, and all of them are on the
   * disk when this returns, or none is installed.
   *
   * @param expected the fingerprint of the publishers' key, when the person gave one
   * @throws UserError when nobody agrees, or the policy does not
   */
  public List<Installed> install(
      List<? extends Wanted> wanted, Optional<Digest> expected, Direction direction)
      throws UserError, Refused {
    List<Found> found = find(wanted, expected);
    List<VerifiedBundle> bundles =
        SideBySide.all(found, version -> version.fetch(home.installer(), direction));
    List<Choice> choices = new ArrayList<>();
    List<Installed> installed = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Offer offer = found.get(i).offer();
      if (isActive(offer, bundles.get(i))) {
        installed.add(
            new Installed(
                offer.installed().orElseThrow(), found.get(i).version(), Result.UNCHANGED));
      } else {
        show(bundles.get(i));
        choices.add(new Choice(offer, bundles.get(i), decisions.who()));
      }
    }
    requireConsent(choices);
    for (InstalledExtension record : keep(choices)) {
      installed.add(new Installed(record, record.active(), Result.ACTIVE));
    }
    return installed;
  }

  private List<Found> find(List<? extends Wanted> wanted, Optional<Digest> expected)
      throws UserError, Refused {
    TrustStore before = home.trust().load();
    TrustStore trust = before;
    List<Found> found = new ArrayList<>();
    Set<ExtensionName> names = new HashSet<>();
    for (Wanted one : wanted) {
      if (!names.add(one.name())) {
        throw new UserError("usage-reference", one.name() + " is named twice");
      }
      trust = accepting(trust, one, expected);
      Offer offer = look(one, trust);
      trust = offer.trust();
      found.add(new Found(one, offer, one.version(offer)));
    }
    if (!trust.equals(before)) {
      home.trust().save(trust);
    }
    return found;
  }

  private TrustStore accepting(TrustStore trust, Wanted wanted, Optional<Digest> expected)
      throws UserError, Refused {
    return new FirstTrust(expected, dialogue, decisions, clock)
        .in(trust, wanted.name().publisher(), wanted::claimedKey);
  }

  /** Looks what there is, and notes what the publisher says about keys that was not known. */
  private Offer look(Wanted wanted, TrustStore trust) throws Refused {
    Offer offer = wanted.look(home.installer(), trust);
    String publisher = wanted.name().publisher();
    if (!offer.trust().equals(trust)) {
      decisions.note(
          publisher,
          "keys-changed",
          "by the publisher: latest "
              + offer.trust().latest(publisher).orElseThrow().fingerprint());
    }
    return offer;
  }

  private void show(VerifiedBundle bundle) throws UserError {
    Manifest manifest = bundle.bundle().source().manifest();
    dialogue.tell(manifest.identity().reference() + " by " + bundle.signer().fingerprint());
    ConsentQuestion question = ConsentQuestion.of(manifest, policies);
    question.lines().forEach(dialogue::tell);
    question.requireWithinPolicy();
  }

  private void requireConsent(List<Choice> choices) throws UserError {
    if (choices.isEmpty()) {
      return;
    }
    String question = choices.size() == 1 ? "Install it?" : "Install these " + choices.size() + "?";
    if (!dialogue.agrees(question)) {
      throw new UserError(
          "consent-needed",
          "nobody agreed to what " + choices.getFirst().offer().name() + " asks for; see --yes");
    }
  }

  private static boolean isActive(Offer offer, VerifiedBundle bundle) {
    return offer
        .installed()
        .filter(record -> record.activeVersion().artifact().equals(bundle.digest()))
        .isPresent();
  }

  private InstalledExtension keep(Offer offer, VerifiedBundle bundle, String approvedBy)
      throws Refused {
    return keep(List.of(new Choice(offer, bundle, approvedBy))).getFirst();
  }

  private List<InstalledExtension> keep(List<Choice> choices) throws Refused {
    List<InstalledExtension> records = home.installer().keep(choices);
    for (Choice choice : choices) {
      String by = choice.approvedBy();
      Manifest manifest = choice.bundle().bundle().source().manifest();
      decisions.note(
          manifest.identity().reference(),
          by.isEmpty() ? "waits" : by.equals(RULE) ? "applied" : "approved",
          choice.bundle().digest()
              + " "
              + manifest.capabilities().stream()
                  .map(capability -> capability.right().toString())
                  .toList());
    }
    return records;
  }

  /**
   * Brings the newest version of an installed extension. One that asks for nothing more than the
   * active one is active at once; one that asks for more waits until somebody agrees.
   */
  public Installed update(InstalledExtension installed, Place place) throws UserError, Refused {
    ExtensionName name = installed.name();
    Wanted wanted =
        new Wanted.Published(
            place.repository(name), new ExtensionReference(name, Optional.empty()));
    Found found = find(List.of(wanted), Optional.empty()).getFirst();
    Offer offer = found.offer();
    Version newest = found.version();
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
