package dev.symphony.host.session;

import dev.symphony.kernel.guest.GuestConsole;
import java.util.function.Consumer;

/**
 * Shows what a guest prints, in lines.
 *
 * @param guest what each line begins with, nothing when empty
 * @param lines takes one line or more at a time, without the end of the last one
 */
public record PrintedLines(String guest, Consumer<String> lines) implements GuestConsole {
  @Override
  public void print(Stream stream, String text) {
    String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    lines.accept(prefixed(guest, whole));
  }

  static String prefixed(String prefix, String text) {
    return prefix.isEmpty() ? text : prefix + "> " + text.replace("\n", "\n" + prefix + "> ");
  }
}
