package dev.symphony.host.author;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/** TypeScript beside what the author's own compiler makes of it; only the latter runs. */
public final class TypeScriptSources {
  /** What to run to compile. */
  public static final String HOW = "run 'npx tsc' there first ('npm install' gets it)";

  private static final int MAX_DEPTH = 16;

  private TypeScriptSources() {}

  /** The sources whose compiled form is older than they are, or is not there, sorted. */
  public static List<Path> outOfDate(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory, MAX_DEPTH)) {
      return files
          .filter(TypeScriptSources::isSource)
          .filter(file -> !isHidden(directory.relativize(file)))
          .filter(TypeScriptSources::isNewer)
          .sorted()
          .toList();
    }
  }

  private static boolean isSource(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".ts")
        && !name.endsWith(".d.ts")
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isHidden(Path path) {
    for (Path part : path) {
      if (part.toString().startsWith(".") || part.toString().equals("node_modules")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNewer(Path source) {
    String name = source.getFileName().toString();
    Path compiled = source.resolveSibling(name.substring(0, name.length() - 2) + "js");
    try {
      FileTime written = Files.getLastModifiedTime(source);
      return !Files.exists(compiled) || Files.getLastModifiedTime(compiled).compareTo(written) < 0;
    } catch (IOException e) {
      return true;
    }
  }
}
