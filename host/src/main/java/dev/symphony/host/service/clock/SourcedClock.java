package dev.symphony.host.service.clock;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A clock over the source that it is given; it tells no more than milliseconds. */
public final class SourcedClock implements ClockService {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final InstantSource source;

  /** A clock that asks {@code source}. */
  public SourcedClock(InstantSource source) {
    this.source = source;
  }

  @Override
  public String now() {
    return ISO.format(source.instant());
  }

  @Override
  public long millis() {
    return source.millis();
  }
}
