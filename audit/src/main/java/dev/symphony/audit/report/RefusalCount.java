package dev.symphony.audit.report;

/**
 * Attempts of one kind that were refused.
 *
 * @param who the extension
 * @param what service and operation, or what else was attempted
 * @param code why it was refused
 * @param resource what the last attempt was about
 * @param times how often
 * @param lastMillis when it was attempted last
 */
public record RefusalCount(
    String who, String what, String code, String resource, long times, long lastMillis) {

  RefusalCount and(RefusalCount later) {
    return new RefusalCount(who, what, code, later.resource, times + later.times, later.lastMillis);
  }
}
