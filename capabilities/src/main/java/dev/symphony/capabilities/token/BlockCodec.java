package dev.symphony.capabilities.token;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.datalog.Check;
import dev.symphony.capabilities.datalog.Fact;
import dev.symphony.capabilities.datalog.Rule;
import dev.symphony.capabilities.datalog.Scope;
import dev.symphony.capabilities.key.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The encoding of a block's content. */
final class BlockCodec {
  private BlockCodec() {}

  /**
   * The decoded content of a block.
   *
   * @param block the statements
   * @param version the version of the language that the block says it is written in
   * @param symbols the strings that the block declares
   * @param keys the public keys that the block declares
   */
  record Content(Block block, int version, List<String> symbols, List<PublicKey> keys) {}

  /** Whose block it is, which decides what version it needs at least. */
  enum Party {
    FIRST,
    THIRD
  }

  /** Reads a block; what it declares is added to the table. */
  static Content read(Bytes payload, SymbolTable table, Party party) {
    int symbolStart = table.symbolCount();
    int keyStart = table.keyCount();
    Reading reading = new Reading(table);
    WireReader in = WireReader.of(payload.toArray(), TokenError.Kind.MALFORMED_BLOCK);
    reading.declarations(in);
    int version = reading.version();
    if (party == Party.THIRD && version < DatalogVersion.V3_2) {
      throw in.fault("a third-party block needs version 3.2");
    }
    Block block = reading.block();
    if (DatalogVersion.READING.neededBy(block) > version) {
      throw in.fault("the block uses more of the language than its version has");
    }
    return new Content(block, version, table.symbolsFrom(symbolStart), table.keysFrom(keyStart));
  }

  /** The two passes over a block: first what it declares, then what it states. */
  private static final class Reading {
    private final SymbolTable table;
    private final Once<String> context = new Once<>("the context of a block");
    private final Once<Integer> version = new Once<>("the version of a block");
    private final List<WireReader> facts = new ArrayList<>();
    private final List<WireReader> rules = new ArrayList<>();
    private final List<WireReader> checks = new ArrayList<>();
    private final List<WireReader> scopes = new ArrayList<>();

    Reading(SymbolTable table) {
      this.table = table;
    }

    void declarations(WireReader in) {
      while (in.hasNext()) {
        int field = in.field();
        switch (field) {
          case 1 -> table.declare(in.string());
          case 2 -> context.set(in, in.string());
          case 3 -> version.set(in, in.number32());
          case 4 -> facts.add(in.message());
          case 5 -> rules.add(in.message());
          case 6 -> checks.add(in.message());
          case 7 -> scopes.add(in.message());
          case 8 -> table.declare(KeyCodec.read(in.message()));
          default -> throw in.unknown(field);
        }
      }
    }

    int version() {
      int actual = version.optional().orElse(0);
      if (actual < DatalogVersion.V3_0 || actual > DatalogVersion.V3_3) {
        throw new TokenException(
            TokenError.Kind.VERSION,
            "block version %s, supported are %d to %d"
                .formatted(
                    Integer.toUnsignedString(actual), DatalogVersion.V3_0, DatalogVersion.V3_3));
      }
      return actual;
    }

    Block block() {
      StatementCodec codec = new StatementCodec(table);
      List<Fact> factList = facts.stream().map(codec::readFact).toList();
      List<Rule> ruleList = rules.stream().map(codec::readRule).toList();
      List<Check> checkList = checks.stream().map(codec::readCheck).toList();
      List<Scope> scopeList = scopes.stream().map(codec::readScope).toList();
      return new Block(scopeList, factList, ruleList, checkList, context.optional());
    }
  }

  /** Writes a block; strings and keys that the table does not have are declared in the block. */
  static Bytes write(Block block, SymbolTable table, int leastVersion) {
    int symbolStart = table.symbolCount();
    int keyStart = table.keyCount();
    StatementCodec codec = new StatementCodec(table);
    Bytes statements = WireWriter.message(out -> writeStatements(out, block, codec));
    int version = Math.max(leastVersion, DatalogVersion.WRITING.neededBy(block));
    return WireWriter.message(out -> {
      table.symbolsFrom(symbolStart).forEach(symbol -> out.string(1, symbol));
      Optional<String> context = block.context();
      context.ifPresent(text -> out.string(2, text));
      out.number(3, version);
      out.raw(statements);
      for (PublicKey key : table.keysFrom(keyStart)) {
        out.message(8, inner -> KeyCodec.write(inner, key));
      }
    });
  }

  private static void writeStatements(WireWriter out, Block block, StatementCodec codec) {
    block.facts().forEach(fact -> out.message(4, in -> codec.writeFact(in, fact)));
    block.rules().forEach(rule -> out.message(5, in -> codec.writeRule(in, rule)));
    block.checks().forEach(check -> out.message(6, in -> codec.writeCheck(in, check)));
    block.scopes().forEach(scope -> out.message(7, in -> codec.writeScope(in, scope)));
  }
}
