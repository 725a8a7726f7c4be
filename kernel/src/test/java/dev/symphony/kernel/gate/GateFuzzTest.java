package dev.symphony.kernel.gate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.ManualClock;
import dev.symphony.kernel.RecordedAudit;
import dev.symphony.kernel.Shelf;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.GrantTree;
import dev.symphony.kernel.grant.Holder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Calls made of arbitrary bytes: whatever handle, operation and arguments they name, the gate
 * answers, only the granted operation of a live handle does anything, and the service's own faults
 * do not come out.
 */
class GateFuzzTest {
  private static final int GET = 0;
  private static final int ROUNDS = 20_000;
  private static final int MAX_DEPTH = 6;

  @FuzzTest(maxDuration = "60s")
  void callsOfBytes(byte[] input) {
    require(input);
  }

  @Test
  void randomCalls_areAnswered() {
    Random random = new Random(23);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] input = new byte[random.nextInt(200)];
      random.nextBytes(input);
      require(input);
    }
  }

  private static void require(byte[] input) {
    ManualClock clock = new ManualClock();
    RecordedAudit audit = new RecordedAudit();
    GrantTree tree = new GrantTree(clock, audit);
    Holder guest = new Holder("guest#1");
    List<Throwable> faults = new ArrayList<>();
    Gate gate = new Gate(clock, audit, faults::add);
    CapabilityTable table = new CapabilityTable(guest);
    CapabilityTable other = new CapabilityTable(new Holder("other#1"));
    Right right = Right.parse("shelf.get:a/**");
    long live = table.insert(tree.mintRoot(guest, right, Shelf.object(), AuditDetail.EACH_CALL));
    long closed = table.insert(tree.mintRoot(guest, right, Shelf.object(), AuditDetail.EACH_CALL));
    table.remove(closed);
    long foreign =
        other.insert(
            tree.mintRoot(
                new Holder("other#1"),
                Right.parse("shelf.*"),
                Shelf.object(),
                AuditDetail.EACH_CALL));
    long[] handles = {live, closed, foreign, 0, -1, Long.MAX_VALUE};
    ByteBuffer bytes = ByteBuffer.wrap(input);
    while (bytes.remaining() > 2 + Long.BYTES) {
      long handle = handle(bytes, handles);
      int operation = bytes.get();
      @Nullable Object[] arguments = arguments(bytes);
      Answer answer = gate.call(table, handle, operation, arguments);
      boolean may = handle == live && operation == GET;
      assertFalse(answer instanceof Answer.Returned && !may, () -> answer + " of " + operation);
    }
    assertTrue(faults.isEmpty(), faults::toString);
  }

  private static long handle(ByteBuffer bytes, long[] known) {
    int choice = Byte.toUnsignedInt(bytes.get());
    if (choice < 200 || bytes.remaining() < Long.BYTES) {
      return known[choice % known.length];
    }
    return choice % 2 == 0 ? bytes.getLong() : known[0] ^ (1L << (bytes.get() & 63));
  }

  private static @Nullable Object[] arguments(ByteBuffer bytes) {
    List<@Nullable Object> arguments = new ArrayList<>();
    int count = bytes.hasRemaining() ? bytes.get() & 3 : 0;
    for (int i = 0; i < count; i++) {
      arguments.add(value(bytes, 0));
    }
    return arguments.toArray();
  }

  private static @Nullable Object value(ByteBuffer bytes, int depth) {
    if (!bytes.hasRemaining()) {
      return null;
    }
    int kind = bytes.get() & 7;
    return switch (depth < MAX_DEPTH ? kind : kind % 5) {
      case 0 -> "a/" + text(bytes);
      case 1 -> text(bytes);
      case 2 -> bytes.hasRemaining() ? (long) bytes.get() << 40 : 0L;
      case 3 -> Double.NaN;
      case 4 -> Bytes.utf8(text(bytes));
      case 5 -> list(bytes, depth);
      case 6 -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(text(bytes), value(bytes, depth + 1));
        yield map;
      }
      default -> null;
    };
  }

  private static List<@Nullable Object> list(ByteBuffer bytes, int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    list.add(value(bytes, depth + 1));
    list.add(value(bytes, depth + 1));
    return list;
  }

  private static String text(ByteBuffer bytes) {
    int length = Math.min(bytes.remaining(), bytes.hasRemaining() ? bytes.get() & 15 : 0);
    length = Math.min(length, bytes.remaining());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) Byte.toUnsignedInt(bytes.get()));
    }
    return text.toString();
  }
}
