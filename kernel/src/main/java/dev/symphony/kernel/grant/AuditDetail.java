package dev.symphony.kernel.grant;

/** How closely the calls through a grant are recorded. Refusals are always recorded one by one. */
public enum AuditDetail {
  /** Each call is a record of its own. */
  EACH_CALL,
  /** Calls are counted, and the count is recorded at every flush and when the grant ends. */
  COUNTED
}
