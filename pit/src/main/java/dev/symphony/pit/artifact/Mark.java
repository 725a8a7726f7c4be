package dev.symphony.pit.artifact;

import java.util.Locale;

/** Something that people and extensions say about a content. */
public enum Mark {
  /** How good it is, from 0 to 1. */
  QUALITY,
  /** Whether it must not be deleted, 0 or 1. */
  HELD,
  /** Whether it is used for training, 0 or 1. */
  TRAINING,
  /** Whether it is kept for the record only, 0 or 1. */
  ARCHIVED;

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
