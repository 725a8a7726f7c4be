package dev.symphony.host;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.List;

/** Authority that anybody could pick up anywhere, and the packages that may do so. */
record Ambient(String name, List<String> targets, List<String> allowed) {
  /** All kinds. */
  static List<Ambient> all() {
    return List.of(
        new Ambient(
            "time",
            List.of(
                "java.time.Instant.now",
                "java.time.Clock.system",
                "java.lang.System.currentTimeMillis",
                "java.lang.System.nanoTime"),
            List.of(
                "dev.symphony.host",
                "dev.symphony.host.bench..",
                "dev.symphony.sandbox..",
                "dev.symphony.bench..")),
        new Ambient(
            "files",
            List.of(
                "java.nio.file.Files.",
                "java.io.FileInputStream.<init>",
                "java.io.FileOutputStream.<init>",
                "java.io.RandomAccessFile.<init>",
                "java.nio.channels.FileChannel.open"),
            List.of(
                "dev.symphony.audit..",
                "dev.symphony.host..",
                "dev.symphony.pit..",
                "dev.symphony.registry..",
                "dev.symphony.sandbox..",
                "dev.symphony.bench..")),
        new Ambient(
            "sockets",
            List.of(
                "java.net.Socket.<init>",
                "java.net.ServerSocket.<init>",
                "java.net.http.HttpClient.new",
                "java.nio.channels.SocketChannel.open",
                "java.nio.channels.ServerSocketChannel.open"),
            List.of(
                "dev.symphony.host.conductor..",
                "dev.symphony.host.serve..",
                "dev.symphony.host.service.http..",
                "dev.symphony.registry.remote..",
                "dev.symphony.sandbox..")),
        new Ambient(
            "processes",
            List.of("java.lang.ProcessBuilder.", "java.lang.Runtime.exec"),
            List.of(
                "dev.symphony.host.bench..",
                "dev.symphony.host.conductor..",
                "dev.symphony.host.runtime..",
                "dev.symphony.sandbox..")),
        new Ambient(
            "environment",
            List.of("java.lang.System.getenv"),
            List.of("dev.symphony.host.cli..", "dev.symphony.sandbox..")),
        new Ambient(
            "randomness",
            List.of(
                "java.util.Random.<init>", "java.lang.Math.random", "java.util.UUID.randomUUID"),
            List.of("dev.symphony.bench..")));
  }

  DescribedPredicate<JavaAccess<?>> use() {
    return DescribedPredicate.describe(
        "use ambient " + name, access -> isAmbient(access.getTarget()));
  }

  private boolean isAmbient(AccessTarget target) {
    String full = target.getOwner().getName() + "." + target.getName();
    return targets.stream()
        .anyMatch(t -> t.endsWith("<init>") ? full.equals(t) : full.startsWith(t));
  }

  String[] allowedPackages() {
    return allowed.toArray(String[]::new);
  }
}
