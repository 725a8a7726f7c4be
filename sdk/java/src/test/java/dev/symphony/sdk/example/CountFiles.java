package dev.symphony.sdk.example;

import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.sdk.InstalledExtension;
import dev.symphony.sdk.Kernel;
import dev.symphony.sdk.KernelException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/** The example of the README of this module; its test runs it. */
final class CountFiles {
  private CountFiles() {}

  static void run(Path home, Path extension, Path sources, PrintStream out) throws KernelException {
    // begin
    try (Kernel kernel = Kernel.open(home);
        InstalledExtension counter = kernel.install(extension, sources)) {
      switch (counter.invoke(Map.of("pattern", "**"))) {
        case GuestOutcome.Completed done -> out.println("counted: " + done.value());
        case GuestOutcome other -> out.println("not counted: " + other);
      }
      counter.revoke("files");
      out.println("revoked: " + counter.invoke(Map.of("pattern", "**")).id());
    }
    // end
  }
}
