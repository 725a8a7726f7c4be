package dev.symphony.host.service.http;

import java.time.Duration;

/**
 * How much one request may take.
 *
 * @param maxRequestBytes of the body sent
 * @param maxAnswerBytes of the body received
 * @param maxDuration to the last byte; a look-up of the name that takes longer is waited for
 */
public record HttpLimits(int maxRequestBytes, int maxAnswerBytes, Duration maxDuration) {
  /** 8 MiB each way, 30 seconds. */
  public static final HttpLimits DEFAULT = new HttpLimits(8 << 20, 8 << 20, Duration.ofSeconds(30));

  public HttpLimits {
    if (maxRequestBytes < 0 || maxAnswerBytes < 0 || !maxDuration.isPositive()) {
      throw new IllegalArgumentException("limits are positive");
    }
  }
}
