package dev.symphony.registry.consent;

import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.registry.consent.Change.Kind;
import dev.symphony.registry.manifest.Manifest;
import dev.symphony.registry.manifest.RequestedCapability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The difference between what two versions of an extension ask for. It is about authority, not
 * about text: a pattern written differently that stands for less is less.
 *
 * @param changes one for each capability and limit
 */
public record CapabilityDiff(List<Change> changes) {
  private static final ResourcePattern OWN_MODEL = ResourcePattern.of("own-model");

  public CapabilityDiff {
    changes = List.copyOf(changes);
  }

  /** Whether the newer version asks for anything that the older one did not ask for. */
  public boolean isWider() {
    return changes.stream().anyMatch(Change::isWider);
  }

  /** The difference between two versions. */
  public static CapabilityDiff between(Manifest before, Manifest after) {
    List<Right> old = rights(before);
    List<Right> now = rights(after);
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) {
      List<Right> others = new ArrayList<>(now);
      others.remove(i);
      changes.add(change(now.get(i), old, others));
    }
    old.stream()
        .filter(right -> now.stream().noneMatch(r -> r.service().equals(right.service())))
        .forEach(right -> changes.add(new Change(Kind.REMOVED, right.toString(), "")));
    if (!before.kind().equals(after.kind())) {
      changes.add(
          new Change(Kind.WIDENED, "kind " + before.kind().id(), "kind " + after.kind().id()));
    }
    changes.addAll(limits(before.limits(), after.limits()));
    return new CapabilityDiff(changes);
  }

  private static List<Right> rights(Manifest manifest) {
    return manifest.capabilities().stream()
        .map(RequestedCapability::right)
        .map(right -> withOwnModel(right, manifest))
        .toList();
  }

  /** The right to its own model is the same right, whichever model a version brings. */
  private static Right withOwnModel(Right right, Manifest manifest) {
    Optional<String> own = manifest.model().map(model -> model.digest());
    List<ResourcePattern> resources =
        right.resources().stream()
            .map(pattern ->
                right.service().equals("models") && own.equals(Optional.of(pattern.toString()))
                    ? OWN_MODEL
                    : pattern)
            .toList();
    return new Right(right.service(), right.operations(), resources, right.constraints());
  }

  private static Change change(Right right, List<Right> old, List<Right> others) {
    List<Right> alike = old.stream().filter(o -> o.service().equals(right.service())).toList();
    String before = alike.stream().map(Right::toString).collect(Collectors.joining(" and "));
    boolean covered =
        RightCoverage.parts(right).stream()
            .allMatch(part ->
                alike.stream()
                    .anyMatch(o -> RightCoverage.coversPart(o, part) && isFree(o, others)));
    if (!covered) {
      return new Change(alike.isEmpty() ? Kind.ADDED : Kind.WIDENED, before, right.toString());
    }
    List<Right> now = new ArrayList<>(others);
    now.add(right);
    boolean same = alike.stream().allMatch(o -> isCovered(o, now));
    return new Change(same ? Kind.SAME : Kind.NARROWED, before, right.toString());
  }

  private static boolean isCovered(Right right, List<Right> by) {
    return RightCoverage.parts(right).stream()
        .allMatch(part -> by.stream().anyMatch(b -> RightCoverage.coversPart(b, part)));
  }

  /** A counted right can't stand for two: each of them would have the whole count. */
  private static boolean isFree(Right counted, List<Right> others) {
    return !RightCoverage.isMetered(counted)
        || others.stream()
            .flatMap(other -> RightCoverage.parts(other).stream())
            .noneMatch(part -> RightCoverage.coversPart(counted, part));
  }

  private static List<Change> limits(GuestLimits before, GuestLimits after) {
    return Stream.of(
            limit("cpu", before.cpu(), after.cpu()),
            limit("wall", before.wall(), after.wall()),
            limit("heap", before.heapBytes(), after.heapBytes()),
            limit("output", before.outputBytes(), after.outputBytes()),
            limit("messages/s", before.messagesPerSecond(), after.messagesPerSecond()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Change> limit(String name, Duration before, Duration after) {
    return limit(name + " ms", before.toMillis(), after.toMillis());
  }

  private static Optional<Change> limit(String name, long before, long after) {
    return before == after
        ? Optional.empty()
        : Optional.of(
            new Change(
                after > before ? Kind.WIDENED : Kind.NARROWED,
                "limit " + name + " " + before,
                "limit " + name + " " + after));
  }
}
