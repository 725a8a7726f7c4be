package dev.symphony.host;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Arrays;
import java.util.List;

/** Authority that anybody could pick up anywhere, and the packages that may do so. */
enum Ambient {
  TIME(
      List.of(
          "java.time.Instant.now",
          "java.time.Clock.system",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime"),
      "dev.symphony.host",
      "dev.symphony.sandbox..",
      "dev.symphony.bench.."),
  FILES(
      List.of(
          "java.nio.file.Files.",
          "java.io.FileInputStream.<init>",
          "java.io.FileOutputStream.<init>",
          "java.io.RandomAccessFile.<init>",
          "java.nio.channels.FileChannel.open"),
      "dev.symphony.audit..",
      "dev.symphony.host..",
      "dev.symphony.pit..",
      "dev.symphony.registry..",
      "dev.symphony.sandbox..",
      "dev.symphony.bench.."),
  SOCKETS(
      List.of(
          "java.net.Socket.<init>",
          "java.net.ServerSocket.<init>",
          "java.net.http.HttpClient.new",
          "java.nio.channels.SocketChannel.open",
          "java.nio.channels.ServerSocketChannel.open"),
      "dev.symphony.host.service.http..",
      "dev.symphony.sandbox.."),
  PROCESSES(
      List.of("java.lang.ProcessBuilder.", "java.lang.Runtime.exec"),
      "dev.symphony.sandbox..",
      "dev.symphony.host.runtime.."),
  ENVIRONMENT(
      List.of("java.lang.System.getenv"), "dev.symphony.host.cli..", "dev.symphony.sandbox.."),
  RANDOMNESS(
      List.of("java.util.Random.<init>", "java.lang.Math.random", "java.util.UUID.randomUUID"),
      "dev.symphony.bench..");

  private final List<String> targets;
  private final String[] allowed;

  Ambient(List<String> targets, String... allowed) {
    this.targets = targets;
    this.allowed = allowed;
  }

  DescribedPredicate<JavaAccess<?>> use() {
    return DescribedPredicate.describe(
        "use ambient " + name(), access -> isAmbient(access.getTarget()));
  }

  private boolean isAmbient(AccessTarget target) {
    String name = target.getOwner().getName() + "." + target.getName();
    return targets.stream()
        .anyMatch(
            t -> t.endsWith(".") || !t.endsWith("<init>") ? name.startsWith(t) : name.equals(t));
  }

  String[] allowedPackages() {
    return Arrays.copyOf(allowed, allowed.length);
  }
}
