package dev.symphony.capabilities.token;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.datalog.Limits;
import dev.symphony.capabilities.datalog.Origin;
import dev.symphony.capabilities.datalog.OriginFact;
import dev.symphony.capabilities.datalog.SignedBlockContent;
import dev.symphony.capabilities.key.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes snapshots; all their statements share one table of symbols and keys. */
final class SnapshotWriter {
  private final SymbolTable table = SymbolTable.standard();
  private final StatementCodec codec = new StatementCodec(table);

  private SnapshotWriter() {}

  static Bytes write(AuthorizerSnapshot snapshot) {
    SnapshotWriter writer = new SnapshotWriter();
    return WireWriter.message(out -> {
      out.message(1, inner -> writeLimits(inner, snapshot.limits()));
      out.number(2, snapshot.executionTime().toNanos());
      out.message(3, inner -> writer.writeWorld(inner, snapshot));
    });
  }

  private static void writeLimits(WireWriter out, Limits limits) {
    out.number(1, limits.maxFacts());
    out.number(2, limits.maxIterations());
    out.number(3, limits.maxTime().toNanos());
  }

  private void writeWorld(WireWriter out, AuthorizerSnapshot snapshot) {
    Bytes statements = WireWriter.message(inner -> writeStatements(inner, snapshot));
    out.number(1, DatalogVersion.V3_3);
    table.symbolsFrom(0).forEach(symbol -> out.string(2, symbol));
    for (PublicKey key : table.keysFrom(0)) {
      out.message(3, inner -> KeyCodec.write(inner, key));
    }
    out.raw(statements);
  }

  private void writeStatements(WireWriter out, AuthorizerSnapshot snapshot) {
    for (SignedBlockContent content : snapshot.blocks()) {
      out.message(4, inner -> writeBlock(inner, content.block(), content.thirdParty()));
    }
    out.message(5, inner -> writeBlock(inner, snapshot.program().block(), Optional.empty()));
    snapshot
        .program()
        .policies()
        .forEach(policy -> out.message(6, inner -> codec.writePolicy(inner, policy)));
    byOrigin(snapshot.facts())
        .forEach((origin, facts) -> out.message(7, inner -> writeFacts(inner, origin, facts)));
    out.number(8, snapshot.iterations());
  }

  private static Map<Origin, List<OriginFact>> byOrigin(List<OriginFact> facts) {
    Map<Origin, List<OriginFact>> byOrigin = new LinkedHashMap<>();
    for (OriginFact fact : facts) {
      byOrigin.computeIfAbsent(fact.origin(), origin -> new ArrayList<>()).add(fact);
    }
    return byOrigin;
  }

  private void writeBlock(WireWriter out, Block block, Optional<PublicKey> thirdParty) {
    block.context().ifPresent(text -> out.string(1, text));
    int least = thirdParty.isPresent() ? DatalogVersion.V3_2 : DatalogVersion.V3_0;
    out.number(2, Math.max(least, DatalogVersion.WRITING.neededBy(block)));
    block.facts().forEach(fact -> out.message(3, inner -> codec.writeFact(inner, fact)));
    block.rules().forEach(rule -> out.message(4, inner -> codec.writeRule(inner, rule)));
    block.checks().forEach(check -> out.message(5, inner -> codec.writeCheck(inner, check)));
    block.scopes().forEach(scope -> out.message(6, inner -> codec.writeScope(inner, scope)));
    thirdParty.ifPresent(key -> out.message(7, inner -> KeyCodec.write(inner, key)));
  }

  private void writeFacts(WireWriter out, Origin origin, List<OriginFact> facts) {
    for (int block : origin.blocks()) {
      out.message(1, inner -> inner.number(2, block));
    }
    if (origin.hasAuthorizer()) {
      out.message(1, inner -> inner.message(1, empty -> {}));
    }
    facts.forEach(each -> out.message(2, inner -> codec.writeFact(inner, each.fact())));
  }
}
