package dev.symphony.sandbox.context;

/** Unwinds the thread of a guest that is being stopped. */
final class GuestStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GuestStoppedException() {
    super("the guest is being stopped", null, false, false);
  }
}
