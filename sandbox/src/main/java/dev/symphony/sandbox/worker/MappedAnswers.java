package dev.symphony.sandbox.worker;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.sandbox.ipc.ToWorker;
import dev.symphony.sandbox.peer.GenerationTable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers that a guest was given as files: the same call again is answered from the mapped bytes,
 * without asking anybody, until the table of generations says that something was revoked.
 */
final class MappedAnswers {
  private static final int MOST = 256;

  /** A call: the same one has the same answer. */
  record Call(long handle, int operation, List<@Nullable Object> arguments) {}

  private record Content(MemorySegment bytes, int slot, long generation) {}

  private final Map<Call, Content> contents = new ConcurrentHashMap<>();
  private volatile @Nullable GenerationTable table;

  /** The answer to a call, when it is mapped and may still be used. */
  @Nullable Answer find(Call call) {
    GenerationTable generations = table;
    if (generations == null) {
      return null;
    }
    Content content = contents.get(call);
    if (content == null) {
      return null;
    }
    if (!generations.isPresent(content.slot(), content.generation())) {
      contents.remove(call);
      return null;
    }
    return answer(content.bytes());
  }

  private static Answer answer(MemorySegment bytes) {
    return new Answer.Returned(Bytes.ofOwnedArray(bytes.toArray(ValueLayout.JAVA_BYTE)));
  }

  /** Maps an answer, and gives it. */
  Answer open(Call call, ToWorker.Mapped message) {
    try {
      MemorySegment bytes = map(message);
      if (table == null) {
        table = GenerationTable.open(Path.of(message.table()));
      }
      if (contents.size() < MOST) {
        contents.put(call, new Content(bytes, message.slot(), message.generation()));
      }
      return answer(bytes);
    } catch (IOException e) {
      return new Answer.Failed("service-fault", "the content can't be mapped");
    }
  }

  /** The mapping goes when nobody uses it any more. */
  private static MemorySegment map(ToWorker.Mapped message) throws IOException {
    try (FileChannel file = FileChannel.open(Path.of(message.file()), StandardOpenOption.READ)) {
      return file.map(FileChannel.MapMode.READ_ONLY, 0, message.bytes(), Arena.ofAuto());
    }
  }
}
