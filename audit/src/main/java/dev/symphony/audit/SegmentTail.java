package dev.symphony.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the last segment ends with.
 *
 * @param goodBytes how many bytes hold whole records
 * @param tornBytes how many bytes after them are the remains of a write that a crash cut short
 * @param nextSequence the sequence of the next record
 */
record SegmentTail(long goodBytes, long tornBytes, long nextSequence) {

  /**
   * Examines a segment. What follows the last whole record is torn, unless a whole record follows
   * later: then somebody damaged the file, and nothing is repaired.
   */
  static SegmentTail of(Path segment) throws IOException, AuditLogException {
    byte[] bytes = Files.readAllBytes(segment);
    long next = Segments.firstSequence(segment);
    int good = 0;
    for (int end = lineEnd(bytes, good); end >= 0; end = lineEnd(bytes, good)) {
      Optional<AuditRecord> record = RecordLine.parse(bytes, good, end - good);
      if (record.isEmpty() || record.get().sequence() != next) {
        break;
      }
      good = end + 1;
      next++;
    }
    if (holdsRecord(bytes, good)) {
      throw new AuditLogException(
          "audit-corrupt",
          segment + " is damaged at byte " + good + ": record " + next + " is not there");
    }
    return new SegmentTail(good, bytes.length - good, next);
  }

  private static boolean holdsRecord(byte[] bytes, int from) {
    int start = from;
    for (int end = lineEnd(bytes, start); end >= 0; end = lineEnd(bytes, start)) {
      if (RecordLine.parse(bytes, start, end - start).isPresent()) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }

  private static int lineEnd(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
