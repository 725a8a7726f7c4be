package dev.symphony.sandbox.context;

import dev.symphony.kernel.guest.GuestInvocation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A guest in its context, as far as it depends on the language. On the guest's thread only. */
sealed interface LanguageContext permits JavaScriptContext, PythonContext {
  /** What the prelude does for the host. */
  GuestPrelude prelude();

  /**
   * Starts an invocation; what comes of it goes to {@code settlement}, now or after answers were
   * taken in. Exceptions of the guest may also come out as they are.
   *
   * @throws MissingEntryException when there is no such function
   */
  void begin(GuestInvocation invocation, Settlement settlement) throws MissingEntryException;

  /** Takes in the answer to a call that was begun. */
  void settle(long call, @Nullable Object answer);

  /** Whether the program was evaluated. */
  boolean evaluated();

  /** The names under which sources of the guest appear, as in {@code files}. */
  static String guestName(String source) {
    return source.startsWith("/") ? source.substring(1) : source;
  }

  /** A value that enters a context as it is. */
  record Plain(@Nullable Object value) {}

  /** The one argument of a call, when it can enter the context as it is. */
  static Optional<Plain> single(List<@Nullable Object> arguments) {
    if (arguments.size() != 1) {
      return Optional.empty();
    }
    return switch (arguments.getFirst()) {
      case null -> Optional.of(new Plain(null));
      case String text -> Optional.of(new Plain(text));
      case Boolean truth -> Optional.of(new Plain(truth));
      case Long number when number == number.intValue() ->
          Optional.of(new Plain(number.intValue()));
      default -> Optional.empty();
    };
  }

  /** The arguments as the prelude takes them in. */
  static GuestReply arguments(List<@Nullable Object> arguments) {
    return GuestReply.tree(arguments);
  }
}
