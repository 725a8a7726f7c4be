package dev.symphony.audit.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * @param reach what each extension could touch, whatever version of it, directly or through others;
 *     files of earlier versions don't have it
 */
public record ReportState(
    String made,
    long logSize,
    String checkpoint,
    Map<String, String> digests,
    Map<String, List<String>> rights,
    Map<String, List<String>> reach) {
  public ReportState {
    digests = Map.copyOf(digests);
    rights = Map.copyOf(rights);
    reach = Map.copyOf(Objects.requireNonNullElse(reach, Map.of()));
  }

  /** The state that a report over these extensions leaves behind. */
  public static ReportState of(
      String made, long logSize, String checkpoint, List<InstalledExtension> installed) {
    Map<String, String> digests = new TreeMap<>();
    Map<String, List<String>> rights = new TreeMap<>();
    Map<String, List<String>> reach = new TreeMap<>();
    for (InstalledExtension extension : installed) {
      digests.put(extension.name(), extension.digest());
      rights.put(extension.name(), extension.rights());
      reach.put(extension.name().replaceFirst("@.*", ""), extension.reach());
    }
    return new ReportState(made, logSize, checkpoint, digests, rights, reach);
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
      add(name + " gained the right ", of(name, rights), of(name, now.rights), changes);
      add(name + " lost the right ", of(name, now.rights), of(name, rights), changes);
    }
    TreeSet<String> reaching = new TreeSet<>(reach.keySet());
    reaching.retainAll(now.reach.keySet());
    for (String name : reaching) {
      add(name + " can reach now: ", of(name, reach), of(name, now.reach), changes);
      add(name + " can't reach any more: ", of(name, now.reach), of(name, reach), changes);
    }
    return changes;
  }

  private static List<String> of(String name, Map<String, List<String>> lists) {
    return lists.getOrDefault(name, List.of());
  }

  private static void add(
      String words, List<String> before, List<String> after, List<String> changes) {
    after.stream()
        .filter(item -> !before.contains(item))
        .forEach(item -> changes.add(words + item));
  }
}
