package dev.symphony.sandbox.context;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.gate.Answer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.HostAccess;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is more than a plain value, as the prelude reads it: a list or object, a byte
 * sequence, or a refusal. The prelude never hands it on to guest code.
 */
public final class GuestReply {
  private static final int TREE = 1;
  private static final int BYTES = 2;
  private static final int REFUSAL = 3;

  private final int kind;
  private final String text;
  private final List<String> paths;
  private final List<Bytes> buffers;
  private final String code;
  private final long serial;

  private GuestReply(
      int kind, String text, List<String> paths, List<Bytes> buffers, String code, long serial) {
    this.kind = kind;
    this.text = text;
    this.paths = paths;
    this.buffers = buffers;
    this.code = code;
    this.serial = serial;
  }

  /** The form in which a value enters a context: itself when it is plain, or a reply. */
  static @Nullable Object of(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Boolean b -> b;
      case String s -> s;
      case Double d -> d;
      case Integer i -> i;
      case Long l -> shortest(l);
      case Bytes b -> new GuestReply(BYTES, "", List.of(), List.of(b), "", 0);
      case List<?> list -> tree(list);
      case Map<?, ?> map -> tree(map);
      default -> throw new IllegalArgumentException(value.getClass() + " cannot enter a context");
    };
  }

  private static Object shortest(long number) {
    return number == (int) number ? (Object) (int) number : (Object) number;
  }

  /** A list or object. */
  static GuestReply tree(Object value) {
    JsonText json = JsonText.of(value);
    return new GuestReply(TREE, json.text(), json.paths(), json.buffers(), "", 0);
  }

  /** A refusal or failure; {@code serial} tells it from every other of the instance. */
  static GuestReply refusal(String code, String message, long serial) {
    return new GuestReply(REFUSAL, message, List.of(), List.of(), code, serial);
  }

  /** What a guest is told of a denial: no more than that it happened. */
  static String wordsFor(Answer.Denied denied) {
    return switch (denied.reason()) {
      case NOT_GRANTED -> "this operation was not granted";
      case REVOKED -> "the grant was revoked";
      case EXPIRED -> "the grant has expired";
      case RESOURCE -> "the grant does not reach this resource";
      case ARGUMENT -> "the grant does not allow this argument";
      case CALL_QUOTA, BYTE_QUOTA -> "the quota of the grant is used up";
      case RATE -> "calls come faster than the grant allows";
      case UNKNOWN_HANDLE -> "there is no such capability";
      case CAVEAT -> "a condition of the token does not hold";
    };
  }

  /** 1 for a list or object, 2 for bytes, 3 for a refusal. */
  @HostAccess.Export
  public int kind() {
    return kind;
  }

  /** The JSON text, or the words of a refusal. */
  @HostAccess.Export
  public String text() {
    return text;
  }

  /** The number of byte sequences. */
  @HostAccess.Export
  public int buffers() {
    return buffers.size();
  }

  /** Where in the JSON text a byte sequence belongs: a JSON list of keys and indexes. */
  @HostAccess.Export
  public String path(int index) {
    return paths.get(index);
  }

  /** A byte sequence, as a copy that is the guest's own. */
  @HostAccess.Export
  public ByteBuffer buffer(int index) {
    return ByteBuffer.wrap(buffers.get(index).toArray());
  }

  /** A byte sequence with a character for each byte. */
  @HostAccess.Export
  public String latin1(int index) {
    return new String(buffers.get(index).toArray(), StandardCharsets.ISO_8859_1);
  }

  /** The code of a refusal. */
  @HostAccess.Export
  public String code() {
    return code;
  }

  /** The number of a refusal. */
  @HostAccess.Export
  public long serial() {
    return serial;
  }
}
