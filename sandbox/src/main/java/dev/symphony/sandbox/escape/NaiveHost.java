package dev.symphony.sandbox.escape;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.graalvm.polyglot.Value;

/**
 * The services of a host that trusts its guests: it hands out its own objects, checks what it uses
 * a second time unchecked, and leaves the rest to the guests' good will. Attempts are run against
 * it to see that they are attempts.
 */
public final class NaiveHost {
  /** The capability {@code files}. */
  public final FilesOfHost files;

  /** The capability {@code kv}. */
  public final KeyValueOfHost kv;

  /** The capability {@code http}. */
  public final HttpOfHost http = new HttpOfHost();

  /** The capability {@code log}. */
  public final LogOfHost log;

  NaiveHost(Path root, Path mark, String secret, Consumer<String> stir) {
    this.files = new FilesOfHost(root);
    this.kv = new KeyValueOfHost(mark, secret);
    this.log = new LogOfHost(stir);
  }

  /** Reads and writes anywhere. */
  public static final class FilesOfHost {
    private final Path root;

    FilesOfHost(Path root) {
      this.root = root;
    }

    /** Reads what the second look at {@code path} says, when the first pleases. */
    public String readText(Value path) throws IOException {
      if (textOf(path).startsWith("private")) {
        throw new SecurityException("private");
      }
      return Files.readString(root.resolve(textOf(path)));
    }

    /** As {@link #readText}, in the spelling of Python. */
    public String read_text(Value path) throws IOException {
      return readText(path);
    }

    /** Writes. */
    public void write(String path, String text) throws IOException {
      Files.writeString(root.resolve(path), text);
    }

    private static String textOf(Value path) {
      Value text = path.hasMember("path") ? path.getMember("path") : path;
      return Objects.requireNonNull(text.isString() ? text.asString() : null);
    }
  }

  /** Keeps nothing, and reads whatever it is given. */
  public static final class KeyValueOfHost {
    private final Path mark;
    private final String secret;

    KeyValueOfHost(Path mark, String secret) {
      this.mark = mark;
      this.secret = secret;
    }

    /** The secret, for everybody. */
    public String get(String key) {
      return key.startsWith("private") ? secret : "";
    }

    /** Copies the value, however long that takes. */
    public int put(String key, Value value) {
      return key.length() + copy(value).size();
    }

    /** What nobody should be able to call. */
    public void delete(String key) throws IOException {
      Files.writeString(mark, key);
    }

    private static List<Object> copy(Value value) {
      List<Object> parts = new ArrayList<>();
      if (value.hasArrayElements()) {
        for (long i = 0; i < value.getArraySize(); i++) {
          parts.add(copy(value.getArrayElement(i)));
        }
      } else if (value.hasHashEntries()) {
        Value keys = value.getHashKeysIterator();
        while (keys.hasIteratorNextElement()) {
          parts.add(copy(value.getHashValue(keys.getIteratorNextElement())));
        }
      } else if (!value.isString() && !value.isNumber()) {
        value.getMemberKeys().forEach(key -> parts.add(copy(value.getMember(key))));
      }
      return parts;
    }
  }

  /** Connects to anybody. */
  public static final class HttpOfHost {
    /** Connects to where {@code request.url} points. */
    public boolean request(Value request) throws IOException {
      Value url = request.hasHashEntries() ? request.getHashValue("url") : request.getMember("url");
      URI target = URI.create(url.asString());
      try (Socket socket = new Socket(target.getHost(), target.getPort())) {
        return socket.isConnected();
      }
    }
  }

  /** Writes lines; at the word {@code stir} the neighbour does its work. */
  public static final class LogOfHost {
    private final Consumer<String> stir;

    LogOfHost(Consumer<String> stir) {
      this.stir = stir;
    }

    /** Writes a line. */
    public void info(Value text) {
      stir.accept(text.toString());
    }
  }
}
