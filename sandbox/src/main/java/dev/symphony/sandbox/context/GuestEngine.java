package dev.symphony.sandbox.context;

import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.SandboxPolicy;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.FileSystem;
import org.graalvm.polyglot.io.IOAccess;
import org.jspecify.annotations.Nullable;

/** The engine of one language, shared by the contexts of a process, and its prelude. */
public final class GuestEngine implements AutoCloseable {
  private static final HostAccess EXPORTED_MEMBERS_AND_BUFFERS =
      HostAccess.newBuilder(HostAccess.CONSTRAINED).allowBufferAccess(true).build();

  private final Language language;
  private final Engine engine;
  private final Source prelude;
  private final SharedSources sources = new SharedSources();
  private final AtomicReference<@Nullable BlankContext> prepared = new AtomicReference<>();

  private GuestEngine(Language language, Engine engine, Source prelude) {
    this.language = language;
    this.engine = engine;
    this.prelude = prelude;
  }

  /** Starts the engine for a language; takes seconds where nothing is cached. */
  public static GuestEngine open(Language language) {
    Engine engine =
        Engine.newBuilder(language.id())
            .sandbox(SandboxPolicy.CONSTRAINED)
            .out(OutputStream.nullOutputStream())
            .err(OutputStream.nullOutputStream())
            .option("engine.WarnInterpreterOnly", "false")
            .build();
    return new GuestEngine(language, engine, preludeOf(language));
  }

  private static Source preludeOf(Language language) {
    String file =
        switch (language) {
          case JAVASCRIPT -> "prelude.js";
          case PYTHON -> "prelude.py";
        };
    try (InputStream in = GuestEngine.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing from the class path");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Source.newBuilder(language.id(), text, "symphony:prelude").build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The language. */
  public Language language() {
    return language;
  }

  /** The name of the engine; it tells whether there is a compiler. */
  public String implementationName() {
    return engine.getImplementationName();
  }

  /** Makes a context for the next guest, unless there is one, so that it need not wait for that. */
  public void prepare() {
    if (!isPrepared()) {
      keep(new BlankContext(this));
    }
  }

  /**
   * Imports into the context that was prepared what guests usually do.
   *
   * @param time whether there is time for one more module
   */
  public void furnish(BooleanSupplier time) {
    BlankContext blank = prepared.getAndSet(null);
    if (blank != null) {
      blank.importUsual(time);
      keep(blank);
    }
  }

  private void keep(BlankContext blank) {
    if (!prepared.compareAndSet(null, blank)) {
      throw new IllegalStateException("two threads prepare for guests");
    }
  }

  /** Whether there is a context for the next guest. */
  public boolean isPrepared() {
    return prepared.get() != null;
  }

  /** A context for a guest: the one that was prepared, if there is any. */
  BlankContext blank() {
    BlankContext ready = prepared.getAndSet(null);
    return ready == null ? new BlankContext(this) : ready;
  }

  Source prelude() {
    return prelude;
  }

  Context.Builder context(OutputStream out, OutputStream err) {
    return Context.newBuilder(language.id())
        .engine(engine)
        .sandbox(SandboxPolicy.CONSTRAINED)
        .allowHostAccess(EXPORTED_MEMBERS_AND_BUFFERS)
        .out(out)
        .err(err)
        .in(InputStream.nullInputStream());
  }

  /** The entry file of a program. */
  Source source(GuestProgram program) {
    return sources.of(program);
  }

  static IOAccess only(FileSystem files) {
    return IOAccess.newBuilder().fileSystem(files).build();
  }

  @Override
  public void close() {
    engine.close(true);
  }
}
