package dev.symphony.sandbox.context;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.Language;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.graalvm.polyglot.Source;

/**
 * Entry files of programs as the engine knows them. What it makes of one, compiled code included,
 * is shared by all contexts that run the same text, and stays for later ones while there is memory.
 */
final class SharedSources {
  private static final int MOST = 64;
  private static final String MODULE = "application/javascript+module";

  /** A source and the program that it was made for. */
  private record Known(GuestProgram.Form form, String entry, Bytes content, Source source) {
    boolean isFor(GuestProgram program) {
      return form == program.form()
          && entry.equals(program.entry())
          && content.equals(contentOf(program));
    }
  }

  private final Map<Integer, SoftReference<Known>> known =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, SoftReference<Known>> eldest) {
          return size() > MOST;
        }
      };

  /** The entry file of a program. */
  synchronized Source of(GuestProgram program) {
    int key = 31 * program.entry().hashCode() + contentOf(program).hashCode();
    SoftReference<Known> reference = known.get(key);
    Known found = reference == null ? null : reference.get();
    if (found == null || !found.isFor(program)) {
      found = new Known(program.form(), program.entry(), contentOf(program), source(program));
      known.put(key, new SoftReference<>(found));
    }
    return found.source();
  }

  private static Bytes contentOf(GuestProgram program) {
    return program.files().getOrDefault(program.entry(), Bytes.empty());
  }

  private static Source source(GuestProgram program) {
    String text = contentOf(program).toUtf8();
    String language = program.language().id();
    if (program.form() == GuestProgram.Form.SCRIPT || program.language() != Language.JAVASCRIPT) {
      return Source.newBuilder(language, text, program.entry()).buildLiteral();
    }
    try {
      // Has the path under which the engine looks for modules, so that it is the one that it finds.
      return Source.newBuilder(language, new File("/" + program.entry()))
          .content(text)
          .mimeType(MODULE)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException("a file with a given content was read", e);
    }
  }
}
