package dev.symphony.sandbox.worker;

import dev.symphony.kernel.guest.Language;

final class Training {
  private Training() {}

  static void run(Language language) {}
}
