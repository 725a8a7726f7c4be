package dev.symphony.bench.pit;

import dev.symphony.pit.artifact.ArtifactRecord;
import dev.symphony.pit.artifact.ArtifactStore;
import dev.symphony.pit.artifact.Draft;
import dev.symphony.pit.seal.SealKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Set;
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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A gigabyte that does not compress, into the store and out again, with a heap of 48 megabytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx48m")
public class StreamBenchmark {
  private static final long GIGABYTE = 1L << 30;

  /** Random bytes that need no memory. */
  private static final class Noise extends InputStream {
    private final SplittableRandom random = new SplittableRandom(1);
    private long left = GIGABYTE;

    @Override
    public int read() {
      return left-- > 0 ? random.nextInt(256) : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      for (int i = 0; i < count; i += 8) {
        long bits = random.nextLong();
        for (int at = i; at < Math.min(i + 8, count); at++) {
          into[offset + at] = (byte) bits;
          bits >>>= 8;
        }
      }
      left -= count;
      return count;
    }
  }

  /** Into the store and, verified, out again. */
  @Benchmark
  public long gigabyteInAndOut() throws IOException {
    Path directory = Files.createTempDirectory("symphony-bench");
    SecureRandom random = new SecureRandom();
    try (ArtifactStore store =
        ArtifactStore.open(
            directory,
            new ArtifactStore.Settings(
                SealKey.of(SealKey.newSecret(random)), random, 1L << 40, InstantSource.system()))) {
      ArtifactRecord kept =
          store.put(
              new Draft("bench/bench", "noise", "application/octet-stream", Set.of()),
              new Noise(),
              2 * GIGABYTE);
      if (!store.copy(kept.digest(), "bench", OutputStream.nullOutputStream())) {
        throw new IllegalStateException("it is not there");
      }
      return kept.size();
    } finally {
      delete(directory);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
