package dev.symphony.audit.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a report leaves behind for the next one to compare with.
 *
 * @param made when it was made, RFC 3339
 * @param logSize how many entries the log had
 * @param checkpoint the signed checkpoint of then
 * @param digests the digest of each extension
 * @param rights the rights of each extension
 */
public record ReportState(
    String made,
    long logSize,
    String checkpoint,
    Map<String, String> digests,
    Map<String, List<String>> rights) {
  public ReportState {
    digests = Map.copyOf(digests);
    rights = Map.copyOf(rights);
  }

  /** The state that a report over these extensions leaves behind. */
  public static ReportState of(
      String made, long logSize, String checkpoint, List<InstalledExtension> installed) {
    Map<String, String> digests = new TreeMap<>();
    Map<String, List<String>> rights = new TreeMap<>();
    for (InstalledExtension extension : installed) {
      digests.put(extension.name(), extension.digest());
      rights.put(extension.name(), extension.rights());
    }
    return new ReportState(made, logSize, checkpoint, digests, rights);
  }

  /** What is different now, in plain words. */
  public List<String> changesTo(ReportState now) {
    List<String> changes = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(digests.keySet());
    names.addAll(now.digests.keySet());
    for (String name : names) {
      if (!digests.containsKey(name)) {
        changes.add(name + " is new");
      } else if (!now.digests.containsKey(name)) {
        changes.add(name + " is gone");
      } else if (!digests.get(name).equals(now.digests.get(name))) {
        changes.add(name + " has other code under the same version");
      }
      addRights(name, rights(name), now.rights(name), "gained", changes);
      addRights(name, now.rights(name), rights(name), "lost", changes);
    }
    return changes;
  }

  private List<String> rights(String name) {
    return rights.getOrDefault(name, List.of());
  }

  private static void addRights(
      String name, List<String> before, List<String> after, String word, List<String> changes) {
    after.stream()
        .filter(right -> !before.contains(right))
        .forEach(right -> changes.add(name + " " + word + " the right " + right));
  }
}
