package dev.symphony.kernel.guest;

/**
 * What may be said about a failure of a guest to the people around it.
 *
 * @param code kebab-case, with a page in {@code docs/errors}
 * @param message the guest's own words or the host's, with positions in the guest's own files
 */
public record GuestError(String code, String message) {}
