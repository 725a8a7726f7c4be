package dev.symphony.host.runtime;

import dev.symphony.sandbox.runtime.GuestRuntimeBuilder;
import dev.symphony.sandbox.runtime.RuntimeBuildException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The program that the launcher runs after a build of the sources: it brings the runtimes below a
 * root directory up to date and lets {@code current} point at the host's. Steps are told on
 * standard error.
 */
public final class RuntimeBuild {
  private static final int KEPT = 2;

  private final Path root;

  private RuntimeBuild(Path root) {
    this.root = root;
  }

  /** Arguments: the root directory, the guests' class path, the host's class path. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      System.err.println("usage: RuntimeBuild <root> <guest class path> <host class path>");
      System.exit(2);
    }
    try {
      RuntimeBuild build = new RuntimeBuild(Path.of(arguments[0]).toAbsolutePath().normalize());
      build.run(entries(arguments[1]), entries(arguments[2]));
    } catch (RuntimeBuildException e) {
      System.err.println("symphony: " + e.getMessage());
      System.exit(1);
    }
  }

  private void run(List<Path> guestClassPath, List<Path> hostClassPath) throws IOException {
    GuestRuntimeBuilder guests =
        new GuestRuntimeBuilder(root, GuestRuntimeBuilder.workerTrainings(), RuntimeBuild::tell);
    Path guest = guests.build(guestClassPath);
    Set<Path> linked = new HashSet<>(GuestRuntimeBuilder.linkedJars(guestClassPath));
    List<Path> own = hostClassPath.stream().filter(jar -> !linked.contains(jar)).toList();
    Path host =
        new HostRuntimeBuilder(root, guest, HostProgram.SYMPHONY, RuntimeBuild::tell).build(own);
    point(host);
    new RuntimeShelf(root, KEPT).tidy(List.of(host, guest));
  }

  /** Lets {@code current} point at a host runtime, in one step. */
  private void point(Path host) throws IOException {
    Path draft = root.resolve("current.new");
    Files.deleteIfExists(draft);
    Files.createSymbolicLink(draft, host.getFileName());
    Files.move(draft, root.resolve("current"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<Path> entries(String classPath) {
    return Stream.of(classPath.strip().split(File.pathSeparator))
        .map(Path::of)
        .filter(entry -> !entry.toString().endsWith(".pom"))
        .toList();
  }

  private static void tell(String step) {
    System.err.println("symphony: " + step);
  }
}
