package dev.symphony.host.session;

import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.Language;
import java.util.Optional;

/** Whether code that nobody trusts may be run. */
@FunctionalInterface
interface Admission {
  /** Why guests of a language are not admitted; empty when they are. */
  Optional<GuestError> refusal(Language language) throws InterruptedException;
}
