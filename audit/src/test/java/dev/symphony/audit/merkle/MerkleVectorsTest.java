package dev.symphony.audit.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.symphony.capabilities.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The public vectors for proofs, forgeries included, where they lie beside the checkout. */
class MerkleVectorsTest {
  private static final Path VECTORS =
      Path.of("..", "..", "shared", "vectors", "merkle").toAbsolutePath().normalize();
  private static final int COUNT = 518;

  @Test
  void everyVector_isDecidedAsItSays() throws IOException {
    if (!Files.isDirectory(VECTORS)) {
      System.out.println("The vectors for Merkle proofs are not there (" + VECTORS + ").");
      return;
    }
    List<String> wrong = new ArrayList<>();
    int seen = 0;
    try (Stream<Path> files = Files.walk(VECTORS)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        JsonNode vector = new ObjectMapper().readTree(file.toFile());
        seen++;
        if (holds(kind(file), vector) == vector.get("wantErr").asBoolean()) {
          wrong.add(file.toString());
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(seen >= COUNT, "only " + seen + " vectors");
  }

  private static String kind(Path file) {
    return VECTORS.relativize(file).getName(0).toString();
  }

  private static boolean holds(String kind, JsonNode vector) {
    return switch (kind) {
      case "inclusion" -> includes(vector, Subtree.ofTree(number(vector, "treeSize")));
      case "subtreeinclusion" -> includes(vector, subtree(vector));
      case "consistency" ->
          consistency(vector, Subtree.ofTree(number(vector, "size1")), number(vector, "size2"))
              .provesGrowth(bytes(vector.get("root1")), bytes(vector.get("root2")));
      case "subtreeconsistency" ->
          consistency(vector, subtree(vector), number(vector, "size"))
              .proves(bytes(vector.get("root1")), bytes(vector.get("root2")));
      default -> throw new IllegalStateException(kind);
    };
  }

  private static boolean includes(JsonNode vector, Subtree subtree) {
    return new InclusionProof(number(vector, "leafIdx"), subtree, proof(vector))
        .proves(bytes(vector.get("leafHash")), bytes(vector.get("root")));
  }

  private static ConsistencyProof consistency(JsonNode vector, Subtree subtree, long size) {
    return new ConsistencyProof(subtree, size, proof(vector));
  }

  private static Subtree subtree(JsonNode vector) {
    return new Subtree(number(vector, "start"), number(vector, "end"));
  }

  private static long number(JsonNode vector, String name) {
    return vector.get(name).asLong();
  }

  private static Bytes bytes(JsonNode text) {
    return Bytes.ofOwnedArray(Base64.getDecoder().decode(text.asText()));
  }

  private static List<Bytes> proof(JsonNode vector) {
    List<Bytes> hashes = new ArrayList<>();
    vector.get("proof").forEach(hash -> hashes.add(bytes(hash)));
    return hashes;
  }
}
