package dev.symphony.host.bench.architecture;

import dev.symphony.host.bench.BenchFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.LineNumber;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The code that this process has really loaded by now: of the house, the source lines that have
 * instructions; of others, the classes.
 */
final class TrustedCode {
  private static final String LOG = "-Xlog:class+load:file=";
  private static final Pattern LOADED = Pattern.compile("^(?:\\[[^]]*])*\\s*([\\w.$]+) source:.*");

  private final Set<String> classes;

  private TrustedCode(Set<String> classes) {
    this.classes = classes;
  }

  /** The option by which a Java process writes down what it loads. */
  static String option(Path log) {
    return LOG + log;
  }

  /** What this process, started with {@link #option}, has loaded by now; nothing without it. */
  static Optional<TrustedCode> loaded() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith(LOG))
        .findFirst()
        .map(argument -> read(Path.of(argument.substring(LOG.length()))));
  }

  private static TrustedCode read(Path log) {
    Set<String> names = new HashSet<>();
    try {
      for (String line : Files.readAllLines(log)) {
        Matcher matcher = LOADED.matcher(line);
        if (matcher.matches()) {
          names.add(matcher.group(1));
        }
      }
    } catch (IOException e) {
      throw new BenchFailure("the loaded classes can't be listed", e);
    }
    return new TrustedCode(names);
  }

  /** The lines of the loaded classes of a package and of those below it. */
  long lines(String prefix) {
    Set<String> lines = new HashSet<>();
    classes.stream().filter(name -> name.startsWith(prefix)).forEach(name -> add(name, lines));
    return lines.size();
  }

  /** How many classes are loaded that are neither of the house nor of the Java platform. */
  long others() {
    return classes.stream()
        .filter(name ->
            Stream.of("dev.symphony.", "java.", "javax.", "jdk.", "sun.", "com.sun.")
                .noneMatch(name::startsWith))
        .count();
  }

  private static void add(String name, Set<String> lines) {
    String resource = "/" + name.replace('.', '/') + ".class";
    try (InputStream in = TrustedCode.class.getResourceAsStream(resource)) {
      if (in != null) {
        ClassModel model = ClassFile.of().parse(in.readAllBytes());
        String source = name.replaceFirst("\\$.*", "");
        model.methods().stream()
            .flatMap(method -> method.code().stream())
            .flatMap(code -> code.elementList().stream())
            .forEach(element -> {
              if (element instanceof LineNumber line) {
                lines.add(source + ":" + line.line());
              }
            });
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
