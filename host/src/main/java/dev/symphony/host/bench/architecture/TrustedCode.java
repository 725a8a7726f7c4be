package dev.symphony.host.bench.architecture;

import dev.symphony.host.bench.BenchFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.LineNumber;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The code that this process has really loaded by now: of the house, the source lines that have
 * instructions; of others, the classes.
 */
final class TrustedCode {
  private static final Pattern NAME = Pattern.compile("[\\w.$]+\\.[\\w$]+");

  private final Set<String> classes;

  private TrustedCode(Set<String> classes) {
    this.classes = classes;
  }

  /** What is loaded now. */
  static TrustedCode loaded() {
    try {
      Object text =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "vmClassHierarchy",
                  new Object[] {new String[] {}},
                  new String[] {String[].class.getName()});
      Set<String> names = new HashSet<>();
      Matcher matcher = NAME.matcher(String.valueOf(text));
      while (matcher.find()) {
        names.add(matcher.group());
      }
      return new TrustedCode(names);
    } catch (JMException e) {
      throw new BenchFailure("the loaded classes can't be listed", e);
    }
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

  /** The packages that are told apart. */
  static List<String> parts() {
    return List.of("kernel", "capabilities", "pit", "sandbox", "host", "audit", "policy");
  }
}
