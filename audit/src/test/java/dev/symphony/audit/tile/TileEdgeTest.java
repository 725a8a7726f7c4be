package dev.symphony.audit.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.symphony.audit.merkle.Frontier;
import dev.symphony.audit.merkle.MerkleTree;
import dev.symphony.audit.merkle.TreeHasher;
import dev.symphony.capabilities.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TileEdgeTest {
  @TempDir Path directory;

  private final TreeHasher hasher = new TreeHasher();

  private static byte[] entry(long index) {
    return ("entry " + index).getBytes(StandardCharsets.UTF_8);
  }

  private Frontier write(long size, int step) throws IOException {
    TileWriter writer = new TileWriter(directory);
    TileEdge edge = new TileEdge(hasher);
    Frontier frontier = new Frontier(hasher);
    while (edge.size() < size) {
      long stop = Math.min(size, edge.size() + step);
      while (edge.size() < stop) {
        byte[] entry = entry(edge.size());
        frontier.add(hasher.leaf(entry));
        edge.add(entry, hasher.leaf(entry));
      }
      List<TileFile> full = edge.takeFull();
      writer.write(full);
      writer.write(edge.partial());
      writer.dropPartialsOf(full);
      edge = TileEdge.of(hasher, new TileReader(directory, edge.size()));
    }
    return frontier;
  }

  private Set<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void logOf70000_hasTheTilesOfTheSpecification() throws IOException {
    write(70_000, 70_000);
    Set<String> files = files();
    assertEquals(273, files.stream().filter(f -> f.matches("tile/0/\\d{3}")).count());
    assertEquals(273, files.stream().filter(f -> f.matches("tile/entries/\\d{3}")).count());
    files.removeIf(f -> f.matches("tile/(0|entries)/\\d{3}"));
    assertEquals(
        Set.of(
            "tile/0/273.p/112",
            "tile/1/000",
            "tile/1/001.p/17",
            "tile/2/000.p/1",
            "tile/entries/273.p/112"),
        files);
  }

  @Test
  void tilesWrittenStepByStep_giveTheRootAndEveryEntry() throws IOException {
    Frontier frontier = write(1_500, 77);
    TileReader reader = new TileReader(directory, 1_500);
    assertEquals(frontier.root(), new MerkleTree(reader, 1_500).root());
    assertEquals(
        new String(entry(1_499), StandardCharsets.UTF_8),
        new String(reader.entries(5).getLast(), StandardCharsets.UTF_8));
    Bytes leaf = hasher.leaf(entry(700));
    assertEquals(true, new MerkleTree(reader, 1_500).inclusion(700).proves(leaf, frontier.root()));
  }

  @Test
  void largeIndices_areWrittenInGroupsOfThree() {
    assertEquals("tile/0/x001/x234/067", TileName.hashes(0, 1_234_067, 256));
    assertEquals("tile/entries/x001/x234/067.p/8", TileName.entries(1_234_067, 8));
  }
}
