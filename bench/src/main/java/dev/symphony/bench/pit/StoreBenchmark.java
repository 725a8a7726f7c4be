package dev.symphony.bench.pit;

import dev.symphony.capabilities.Bytes;
import dev.symphony.pit.artifact.ArtifactStore;
import dev.symphony.pit.artifact.KeptArtifact;
import dev.symphony.pit.artifact.StoreKeeper;
import dev.symphony.pit.seal.SealKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The Artifact Store in process: on the disk, encrypted, indexed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class StoreBenchmark {
  private final byte[] content = new byte[1 << 20];
  private Optional<Path> directory = Optional.empty();
  private Optional<ArtifactStore> store = Optional.empty();
  private Optional<StoreKeeper> keeper = Optional.empty();
  private String digest = "";
  private int number;

  /** A new store with one content. */
  @Setup
  public void open() throws IOException {
    Path place = Files.createTempDirectory("symphony-bench");
    SecureRandom random = new SecureRandom();
    ArtifactStore opened =
        ArtifactStore.open(
            place,
            new ArtifactStore.Settings(
                SealKey.of(SealKey.newSecret(random)), random, 1L << 40, InstantSource.system()));
    directory = Optional.of(place);
    store = Optional.of(opened);
    keeper = Optional.of(new StoreKeeper(opened));
    new SplittableRandom(1).nextBytes(content);
    digest = put(content.clone()).digest();
  }

  /** Deletes it. */
  @TearDown
  public void close() throws IOException {
    store.orElseThrow().close();
    try (Stream<Path> files = Files.walk(directory.orElseThrow())) {
      files.sorted(Comparator.reverseOrder()).forEach(StoreBenchmark::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private KeptArtifact put(byte[] bytes) {
    return keeper
        .orElseThrow()
        .put(
            "bench/bench",
            "large",
            "application/octet-stream",
            Bytes.ofOwnedArray(bytes),
            List.of());
  }

  /** Keeping a megabyte that is new, and does not compress. */
  @Benchmark
  public KeptArtifact storeMegabyte() {
    content[number++ % content.length]++;
    return put(content.clone());
  }

  /** Getting a megabyte back, verified, the read recorded. */
  @Benchmark
  public Optional<Bytes> retrieveMegabyte() {
    return keeper.orElseThrow().get(digest, "bench");
  }

  /** The size of a content that is known. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public long locate() {
    return keeper.orElseThrow().locate(digest);
  }
}
