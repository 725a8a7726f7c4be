package dev.symphony.pit.stale;

import dev.symphony.pit.artifact.ContentFacts;
import dev.symphony.pit.artifact.Keeper;
import dev.symphony.pit.artifact.KeptFacts;
import dev.symphony.pit.artifact.Mark;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Keeps, archives or deletes contents by what they are worth. What is young, held, used for
 * training or referenced is never deleted, also when that becomes so while the sweep is on its way.
 */
public final class StaleManager implements Stale {
  private static final double OF_RECENCY = 0.4;
  private static final double OF_FREQUENCY = 0.2;
  private static final double OF_QUALITY = 0.3;
  private static final double OF_UNIQUENESS = 0.1;

  private final Keeper store;
  private final StaleRules rules;
  private final InstantSource clock;

  /** A manager of the contents of {@code store}. */
  public StaleManager(Keeper store, StaleRules rules, InstantSource clock) {
    this.store = store;
    this.rules = rules;
    this.clock = clock;
  }

  private enum Fate {
    KEEP,
    ARCHIVE,
    DELETE
  }

  @Override
  public List<Judgement> judge() {
    Instant now = clock.instant();
    return all().stream().map(facts -> judgement(facts, fate(facts, now), now)).toList();
  }

  @Override
  public List<Judgement> sweep() {
    Instant now = clock.instant();
    List<Judgement> done = new ArrayList<>();
    for (ContentFacts facts : all()) {
      done.add(judgement(facts, carryOut(facts, fate(facts, now)), now));
    }
    return done;
  }

  private List<ContentFacts> all() {
    return store.facts().stream().map(KeptFacts::facts).toList();
  }

  private Fate carryOut(ContentFacts facts, Fate fate) {
    return switch (fate) {
      case KEEP -> Fate.KEEP;
      case ARCHIVE -> {
        store.mark(facts.digest().toString(), Mark.ARCHIVED.name(), 1);
        yield Fate.ARCHIVE;
      }
      case DELETE -> store.deleteIfStill(KeptFacts.of(facts)) ? Fate.DELETE : Fate.KEEP;
    };
  }

  private Fate fate(ContentFacts facts, Instant now) {
    if (isProtected(facts, now)) {
      return Fate.KEEP;
    }
    double value = value(facts, now);
    if (facts.archived() && value < rules.deleteBelow() && !facts.isReferenced()) {
      return Fate.DELETE;
    }
    return (!facts.archived() && value < rules.archiveBelow()) ? Fate.ARCHIVE : Fate.KEEP;
  }

  private boolean isProtected(ContentFacts facts, Instant now) {
    return facts.held()
        || facts.training()
        || facts.stored().isAfter(now.minus(rules.grace()))
        || facts.lastRead().isAfter(now.minus(rules.grace()));
  }

  /**
   * From 0 to 1: how recently and often it was read, how good it is, and whether it is the only
   * one.
   */
  private double value(ContentFacts facts, Instant now) {
    double idle = (double) Duration.between(facts.lastRead(), now).toSeconds();
    double recency = Math.pow(0.5, idle / (double) rules.halfLife().toSeconds());
    double frequency = 1 - 1 / (1 + Math.log1p((double) facts.reads()));
    double uniqueness = facts.latest() > 0 ? 1 : 0;
    return OF_RECENCY * recency
        + OF_FREQUENCY * frequency
        + OF_QUALITY * facts.quality()
        + OF_UNIQUENESS * uniqueness;
  }

  private Judgement judgement(ContentFacts facts, Fate fate, Instant now) {
    return new Judgement(
        facts.digest().toString(),
        fate.name().toLowerCase(Locale.ROOT),
        value(facts, now),
        reason(facts, fate, now));
  }

  private String reason(ContentFacts facts, Fate fate, Instant now) {
    if (fate != Fate.KEEP) {
      return "nobody has read it for "
          + Duration.between(facts.lastRead(), now).toDays()
          + " days, and it is worth little";
    }
    if (facts.held()) {
      return "it is under a hold";
    }
    if (facts.training()) {
      return "it is used for training";
    }
    if (isProtected(facts, now)) {
      return "it is young, or was read of late";
    }
    return facts.isReferenced() ? "a name or another content leads to it" : "it is worth enough";
  }
}
