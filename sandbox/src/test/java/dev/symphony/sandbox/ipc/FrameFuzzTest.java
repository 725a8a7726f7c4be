package dev.symphony.sandbox.ipc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.symphony.kernel.guest.GuestConsole;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a worker sends is a message or is refused, in memory that its length explains. */
class FrameFuzzTest {
  private static final int MUTANTS = 60_000;

  /** What one byte of a frame may make the host allocate, besides some for the reader itself. */
  private static final long ALLOCATION_PER_BYTE = 1 << 10;

  private static final long BASE_ALLOCATION = 256 << 10;

  private final FromWorkerCodec codec = new FromWorkerCodec();

  @FuzzTest(maxDuration = "60s")
  void framesOfWorkers(byte[] input) throws IOException {
    require(input);
  }

  @Test
  void mutatedFrames_areHandled() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (FromWorker message : messages()) {
      seeds.add(codec.encode(message));
      require(seeds.getLast());
    }
    Random random = new Random(17);
    for (int i = 0; i < MUTANTS; i++) {
      require(mutant(seeds.get(random.nextInt(seeds.size())), random));
    }
  }

  private static byte[] mutant(byte[] seed, Random random) {
    byte[] mutant = Arrays.copyOf(seed, Math.max(1, seed.length - random.nextInt(3) + 1));
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(Math.min(mutant.length, random.nextBoolean() ? 16 : 1 << 20));
      mutant[at] = (byte) (random.nextBoolean() ? random.nextInt() : 0xc0 | random.nextInt(0x20));
    }
    return mutant;
  }

  /** Classes that a frame is the first to need are loaded, and by a fuzzer changed, only once. */
  private void require(byte[] frame) throws IOException {
    long most = BASE_ALLOCATION + ALLOCATION_PER_BYTE * frame.length;
    long first = allocatedFor(frame);
    long used = first <= most ? first : allocatedFor(frame);
    assertTrue(used <= most, () -> used + " bytes allocated for a frame of " + frame.length);
  }

  private long allocatedFor(byte[] frame) throws IOException {
    long before = allocated();
    try {
      FromWorker message = codec.decode(frame);
      byte[] again = codec.encode(message);
      assertArrayEquals(again, codec.encode(codec.decode(again)));
    } catch (ProtocolException refused) {
      assertTrue(refused.getMessage() != null);
    }
    return allocated() - before;
  }

  private static long allocated() {
    return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean counting
        ? counting.getCurrentThreadAllocatedBytes()
        : 0;
  }

  private static List<FromWorker> messages() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("list", List.of(1L, 2.5, "text", Map.of("deep", List.of(List.of()))));
    tree.put("flag", true);
    return List.of(
        new FromWorker.Hello("js", "engine", true),
        new FromWorker.Started(1),
        new FromWorker.Call(1, 2, 1L << 51, 3, List.of(tree, "x".repeat(200), -1L)),
        new FromWorker.Print(1, GuestConsole.Stream.OUT, "line\n"),
        new FromWorker.Took(1, 2, 3),
        new FromWorker.Retire("why"),
        new FromWorker.Closed(1),
        new FromWorker.Rested(1));
  }
}
