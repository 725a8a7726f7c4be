package dev.symphony.pit.artifact;

import java.time.Instant;

/** That {@code reader} read a content. */
public record ReadRecord(String reader, Instant at) {}
