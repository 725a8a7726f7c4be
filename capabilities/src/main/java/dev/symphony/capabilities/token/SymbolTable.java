package dev.symphony.capabilities.token;

import dev.symphony.capabilities.key.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The strings and public keys that the blocks of a token refer to by number. */
final class SymbolTable {
  /** The strings that every token knows without declaring them. */
  private static final List<String> STANDARD =
      List.of(
          "read",
          "write",
          "resource",
          "operation",
          "right",
          "time",
          "role",
          "owner",
          "tenant",
          "namespace",
          "user",
          "team",
          "service",
          "admin",
          "email",
          "group",
          "member",
          "ip_address",
          "client",
          "client_ip",
          "domain",
          "path",
          "version",
          "cluster",
          "node",
          "hostname",
          "nonce",
          "query");

  private static final Map<String, Integer> STANDARD_IDS = ids();

  /** The number of the first string that a token declares itself. */
  private static final int OFFSET = 1024;

  private final List<String> symbols;
  private final Map<String, Integer> symbolIds;
  private final List<PublicKey> keys;

  private SymbolTable(List<String> symbols, Map<String, Integer> symbolIds, List<PublicKey> keys) {
    this.symbols = symbols;
    this.symbolIds = symbolIds;
    this.keys = keys;
  }

  private static Map<String, Integer> ids() {
    Map<String, Integer> ids = new HashMap<>();
    for (String symbol : STANDARD) {
      ids.put(symbol, ids.size());
    }
    return Map.copyOf(ids);
  }

  /** A table with the standard strings and no keys. */
  static SymbolTable standard() {
    return new SymbolTable(new ArrayList<>(), new HashMap<>(), new ArrayList<>());
  }

  SymbolTable copy() {
    return new SymbolTable(
        new ArrayList<>(symbols), new HashMap<>(symbolIds), new ArrayList<>(keys));
  }

  /** Declares a string; it must not be declared before. */
  void declare(String symbol) {
    if (STANDARD_IDS.containsKey(symbol)
        || symbolIds.putIfAbsent(symbol, OFFSET + symbols.size()) != null) {
      throw new TokenException(
          TokenError.Kind.SYMBOL_OVERLAP, "a symbol is declared more than once");
    }
    symbols.add(symbol);
  }

  /** Declares a key; it must not be declared before. */
  void declare(PublicKey key) {
    if (keys.contains(key)) {
      throw new TokenException(TokenError.Kind.KEY_OVERLAP, "a key is declared more than once");
    }
    keys.add(key);
  }

  String symbol(long id) {
    if (id >= 0 && id < STANDARD.size()) {
      return STANDARD.get((int) id);
    }
    if (id >= OFFSET && id - OFFSET < symbols.size()) {
      return symbols.get((int) id - OFFSET);
    }
    throw new TokenException(
        TokenError.Kind.UNKNOWN_SYMBOL, "there is no symbol " + Long.toUnsignedString(id));
  }

  PublicKey key(long id) {
    if (id >= 0 && id < keys.size()) {
      return keys.get((int) id);
    }
    throw new TokenException(
        TokenError.Kind.UNKNOWN_KEY, "there is no public key " + Long.toUnsignedString(id));
  }

  /** The number of a string, which is declared if it has to be. */
  long idOf(String symbol) {
    Integer known = STANDARD_IDS.get(symbol);
    if (known == null) {
      known = symbolIds.get(symbol);
    }
    if (known == null) {
      known = OFFSET + symbols.size();
      symbolIds.put(symbol, known);
      symbols.add(symbol);
    }
    return known;
  }

  /** The number of a key, which is declared if it has to be. */
  long idOf(PublicKey key) {
    int index = keys.indexOf(key);
    if (index < 0) {
      keys.add(key);
      return keys.size() - 1L;
    }
    return index;
  }

  int symbolCount() {
    return symbols.size();
  }

  int keyCount() {
    return keys.size();
  }

  List<String> symbolsFrom(int start) {
    return List.copyOf(symbols.subList(start, symbols.size()));
  }

  List<PublicKey> keysFrom(int start) {
    return List.copyOf(keys.subList(start, keys.size()));
  }
}
