package dev.symphony.pit.journal;

import dev.symphony.capabilities.Bytes;
import dev.symphony.pit.workflow.NodeRecord;
import dev.symphony.pit.workflow.WorkflowInputs;
import dev.symphony.pit.workflow.WorkflowResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/** Entries of journals as bytes: the kind of entry, then a list of its fields. */
final class EntryCodec {
  private static final int BEGUN = 1;
  private static final int OPENED = 2;
  private static final int STARTED = 3;
  private static final int SETTLED = 4;
  private static final int FINISHED = 5;

  private EntryCodec() {}

  static byte[] encode(Entry entry) throws IOException {
    try (MessageBufferPacker out = MessagePack.newDefaultBufferPacker()) {
      switch (entry) {
        case Entry.Begun begun -> out.packInt(BEGUN).addPayload(value(header(begun.header())));
        case Entry.Opened opened ->
            out.packInt(OPENED).packInt(opened.epoch()).packLong(opened.at().toEpochMilli());
        case Entry.Started started ->
            out.packInt(STARTED).packString(started.unit()).packInt(started.attempt());
        case Entry.Settled settled -> writeRecord(out, settled.record());
        case Entry.Finished finished ->
            out.packInt(FINISHED)
                .packString(finished.status().name())
                .packLong(finished.at().toEpochMilli());
      }
      return out.toByteArray();
    }
  }

  static Entry decode(byte[] bytes) throws IOException {
    try (MessageUnpacker in = MessagePack.newDefaultUnpacker(bytes)) {
      int kind = in.unpackInt();
      return switch (kind) {
        case BEGUN -> new Entry.Begun(header((Map<?, ?>) required(StoredValue.read(in))));
        case OPENED -> new Entry.Opened(in.unpackInt(), Instant.ofEpochMilli(in.unpackLong()));
        case STARTED -> new Entry.Started(in.unpackString(), in.unpackInt());
        case SETTLED -> new Entry.Settled(readRecord(in));
        case FINISHED ->
            new Entry.Finished(
                WorkflowResult.Status.valueOf(in.unpackString()),
                Instant.ofEpochMilli(in.unpackLong()));
        default -> throw new IOException("an entry of the unknown kind " + kind);
      };
    } catch (ClassCastException | IllegalArgumentException e) {
      throw new IOException("an entry that is none", e);
    }
  }

  private static byte[] value(Object value) throws IOException {
    try (MessageBufferPacker out = MessagePack.newDefaultBufferPacker()) {
      StoredValue.write(out, value);
      return out.toByteArray();
    }
  }

  private static void writeRecord(MessageBufferPacker out, NodeRecord record) throws IOException {
    out.packInt(SETTLED)
        .packString(record.id())
        .packInt(record.attempts())
        .packLong(record.begin().toNanos())
        .packLong(record.elapsed().toNanos());
    StoredValue.write(out, ResultValue.of(record.result()));
  }

  private static NodeRecord readRecord(MessageUnpacker in) throws IOException {
    String id = in.unpackString();
    int attempts = in.unpackInt();
    Duration begin = Duration.ofNanos(in.unpackLong());
    Duration elapsed = Duration.ofNanos(in.unpackLong());
    return new NodeRecord(
        id, ResultValue.result((List<?>) required(StoredValue.read(in))), attempts, begin, elapsed);
  }

  private static Map<String, Object> header(RunHeader header) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("run", header.id().text());
    map.put("workflow", header.workflow());
    map.put("begun", header.begun().toString());
    map.put("file", header.file().toString());
    map.put("texts", header.texts());
    map.put("inputs", header.inputs().values());
    Map<String, String> directories = new LinkedHashMap<>();
    header.inputs().directories().forEach((name, path) -> directories.put(name, path.toString()));
    map.put("directories", directories);
    map.put("extensions", header.extensions());
    return map;
  }

  private static RunHeader header(Map<?, ?> map) {
    Map<String, Path> directories = new LinkedHashMap<>();
    table(map, "directories")
        .forEach((name, path) -> directories.put(name, Path.of((String) path)));
    Map<String, Bytes> texts = new LinkedHashMap<>();
    table(map, "texts").forEach((name, text) -> texts.put(name, (Bytes) text));
    Map<String, String> extensions = new LinkedHashMap<>();
    table(map, "extensions").forEach((name, digests) -> extensions.put(name, (String) digests));
    return new RunHeader(
        new RunId(text(map, "run")),
        text(map, "workflow"),
        Instant.parse(text(map, "begun")),
        Path.of(text(map, "file")),
        texts,
        new WorkflowInputs(table(map, "inputs"), directories),
        extensions);
  }

  private static String text(Map<?, ?> map, String key) {
    return (String) required(map.get(key));
  }

  private static Map<String, Object> table(Map<?, ?> map, String key) {
    Map<String, Object> table = new LinkedHashMap<>();
    ((Map<?, ?>) required(map.get(key)))
        .forEach((name, value) -> table.put((String) name, required(value)));
    return table;
  }

  private static Object required(@Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException("a field is missing");
    }
    return value;
  }
}
