package dev.symphony.capabilities.token;

import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.datalog.Check;
import dev.symphony.capabilities.datalog.Fact;
import dev.symphony.capabilities.datalog.Limits;
import dev.symphony.capabilities.datalog.Origin;
import dev.symphony.capabilities.datalog.OriginFact;
import dev.symphony.capabilities.datalog.Policy;
import dev.symphony.capabilities.datalog.Program;
import dev.symphony.capabilities.datalog.Rule;
import dev.symphony.capabilities.datalog.Scope;
import dev.symphony.capabilities.datalog.SignedBlockContent;
import dev.symphony.capabilities.key.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads snapshots. */
final class SnapshotReader {
  /** The longest snapshot that is read, in bytes. */
  private static final int MAX_LENGTH = 1 << 22;

  private final SymbolTable table = SymbolTable.standard();
  private final StatementCodec codec = new StatementCodec(table);
  private final List<SignedBlockContent> blocks = new ArrayList<>();
  private final List<Policy> policies = new ArrayList<>();
  private final List<OriginFact> facts = new ArrayList<>();
  private final Once<Block> authorizer = new Once<>("the block of the authorizer");
  private final Once<Long> iterations = new Once<>("the number of iterations");

  private SnapshotReader() {}

  static AuthorizerSnapshot read(byte[] snapshot) {
    if (snapshot.length > MAX_LENGTH) {
      throw new TokenException(
          TokenError.Kind.TOO_LARGE, "a snapshot has at most " + MAX_LENGTH + " bytes");
    }
    WireReader in = WireReader.of(snapshot, TokenError.Kind.MALFORMED);
    Once<Limits> limits = new Once<>("the limits of a snapshot");
    Once<Long> time = new Once<>("the execution time");
    Once<WireReader> world = new Once<>("the world of a snapshot");
    while (in.hasNext()) {
      int field = in.field();
      switch (field) {
        case 1 -> limits.set(in, readLimits(in.message()));
        case 2 -> time.set(in, in.number());
        case 3 -> world.set(in, in.message());
        default -> throw in.unknown(field);
      }
    }
    SnapshotReader reader = new SnapshotReader();
    reader.readWorld(world.required(in));
    return reader.snapshot(
        in, limits.required(in), Duration.ofNanos(notNegative(in, time.required(in))));
  }

  private AuthorizerSnapshot snapshot(WireReader in, Limits limits, Duration time) {
    return new AuthorizerSnapshot(
        new Program(authorizer.required(in), policies),
        blocks,
        facts,
        limits,
        notNegative(in, iterations.required(in)),
        time);
  }

  private static long notNegative(WireReader in, long number) {
    if (number < 0) {
      throw in.fault("a number is too large");
    }
    return number;
  }

  private static Limits readLimits(WireReader in) {
    Once<Long> maxFacts = new Once<>("the limit of facts");
    Once<Long> maxIterations = new Once<>("the limit of iterations");
    Once<Long> maxTime = new Once<>("the limit of time");
    while (in.hasNext()) {
      int field = in.field();
      switch (field) {
        case 1 -> maxFacts.set(in, in.number());
        case 2 -> maxIterations.set(in, in.number());
        case 3 -> maxTime.set(in, in.number());
        default -> throw in.unknown(field);
      }
    }
    Limits standard = Limits.standard();
    return standard
        .withMaxFacts(limit(in, maxFacts.required(in)))
        .withMaxIterations(limit(in, maxIterations.required(in)))
        .withBackstop(
            Duration.ofNanos(notNegative(in, maxTime.required(in))), standard.nanoClock());
  }

  private static int limit(WireReader in, long number) {
    if (number < 1 || number > Integer.MAX_VALUE) {
      throw in.fault("a limit is out of range");
    }
    return (int) number;
  }

  /** Reads the tables first, whatever the order of the fields. */
  private void readWorld(WireReader in) {
    Once<Integer> version = new Once<>("the version of a snapshot");
    List<Runnable> statements = new ArrayList<>();
    while (in.hasNext()) {
      int field = in.field();
      switch (field) {
        case 1 -> version.set(in, in.number32());
        case 2 -> table.declare(in.string());
        case 3 -> table.declare(KeyCodec.read(in.message()));
        case 8 -> iterations.set(in, in.number());
        default -> statements.add(statement(in, field, in.message()));
      }
    }
    requireVersion(version.required(in));
    statements.forEach(Runnable::run);
    if (blocks.size() > Origin.MAX_BLOCKS) {
      throw in.fault("a snapshot has too many blocks");
    }
  }

  private Runnable statement(WireReader in, int field, WireReader content) {
    return switch (field) {
      case 4 -> () -> blocks.add(readBlock(content));
      case 5 -> () -> authorizer.set(in, readBlock(content).block());
      case 6 -> () -> policies.add(codec.readPolicy(content));
      case 7 -> () -> readFacts(content);
      default -> throw in.unknown(field);
    };
  }

  private static void requireVersion(int version) {
    if (version < DatalogVersion.V3_0 || version > DatalogVersion.V3_3) {
      throw new TokenException(
          TokenError.Kind.VERSION, "version " + Integer.toUnsignedString(version));
    }
  }

  private SignedBlockContent readBlock(WireReader in) {
    Once<String> context = new Once<>("the context of a block");
    Once<Integer> version = new Once<>("the version of a block");
    Once<PublicKey> thirdParty = new Once<>("the key of a third party");
    List<Fact> stated = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    List<Check> checks = new ArrayList<>();
    List<Scope> scopes = new ArrayList<>();
    while (in.hasNext()) {
      int field = in.field();
      switch (field) {
        case 1 -> context.set(in, in.string());
        case 2 -> version.set(in, in.number32());
        case 3 -> stated.add(codec.readFact(in.message()));
        case 4 -> rules.add(codec.readRule(in.message()));
        case 5 -> checks.add(codec.readCheck(in.message()));
        case 6 -> scopes.add(codec.readScope(in.message()));
        case 7 -> thirdParty.set(in, KeyCodec.read(in.message()));
        default -> throw in.unknown(field);
      }
    }
    requireVersion(version.required(in));
    return new SignedBlockContent(
        new Block(scopes, stated, rules, checks, context.optional()), thirdParty.optional());
  }

  private void readFacts(WireReader in) {
    Origin origin = Origin.none();
    List<Fact> made = new ArrayList<>();
    while (in.hasNext()) {
      int field = in.field();
      switch (field) {
        case 1 -> origin = origin.with(readOrigin(in.message()));
        case 2 -> made.add(codec.readFact(in.message()));
        default -> throw in.unknown(field);
      }
    }
    for (Fact fact : made) {
      facts.add(new OriginFact(origin, fact));
    }
  }

  private static Origin readOrigin(WireReader in) {
    if (!in.hasNext()) {
      throw in.fault("an origin is empty");
    }
    int field = in.field();
    return switch (field) {
      case 1 -> {
        if (in.message().hasNext()) {
          throw in.fault("the origin of the authorizer has a content");
        }
        yield Origin.authorizer();
      }
      case 2 -> {
        int block = in.number32();
        if (block < 0 || block >= Origin.MAX_BLOCKS) {
          throw in.fault("an origin names a block that cannot be");
        }
        yield Origin.block(block);
      }
      default -> throw in.unknown(field);
    };
  }
}
