package dev.symphony.sandbox.context;

import dev.symphony.kernel.guest.Language;
import java.util.List;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** What the prelude of a context does for the host: the same questions in both languages. */
interface GuestPrelude {
  /** The language of the context. */
  Language language();

  /** What {@code value} is; see {@link GuestKind}. */
  int classify(Value value);

  /** The list of keys of an object. */
  Value keys(Value object);

  /** A member of an object; null when it is gone. */
  @Nullable Value member(Value object, Value key, String name);

  /** The length of a byte sequence. */
  long byteLength(Value bytes);

  /** Copies a byte sequence into {@code target}, which has its length. */
  void copyBytes(Value bytes, byte[] target);

  /** The number of the refusal that {@code error} is, or -1. */
  long serialOf(Value error);

  /** Whether {@code error} is the one that the engine throws when the stack is used up. */
  boolean overflowed(Value error);

  /** The words of an error. */
  String describe(Value error);

  /** The frames of an error, innermost first, those of files that are not the guest's included. */
  List<Frame> frames(PolyglotException exception, Value error);

  /**
   * A place in a call stack.
   *
   * @param function the function; empty at the top of a file
   * @param file the name of the source
   * @param position line and perhaps column, as in {@code 3:7}
   */
  record Frame(String function, String file, String position) {}
}
