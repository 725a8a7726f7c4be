package dev.symphony.host.author;

import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.kernel.gate.DenialReason;
import dev.symphony.registry.manifest.RequestedCapability;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to write into {@code extension.toml} so that a refused call would be asked for.
 *
 * @param what in words, what to do
 * @param toml the lines to write
 */
public record MissingGrant(String what, String toml) {

  /** The advice for a refusal, when the manifest can do anything about it. */
  public static Optional<MissingGrant> of(
      GateCrossing crossing, DenialReason reason, List<RequestedCapability> requested) {
    return switch (reason) {
      case NOT_GRANTED -> Optional.of(notGranted(crossing, requested));
      case RESOURCE -> resource(crossing, requested);
      case CALL_QUOTA -> Optional.of(raise("calls", crossing));
      case BYTE_QUOTA -> Optional.of(raise("bytes", crossing));
      case RATE -> Optional.of(raise("rate", crossing));
      case UNKNOWN_HANDLE, REVOKED, EXPIRED, ARGUMENT, CAVEAT -> Optional.empty();
    };
  }

  private static MissingGrant notGranted(
      GateCrossing crossing, List<RequestedCapability> requested) {
    Optional<RequestedCapability> same =
        requested.stream()
            .filter(c -> c.right().service().equals(crossing.service()))
            .filter(c -> covers(c, crossing.resource()))
            .findFirst();
    if (same.isPresent()) {
      String operations =
          Stream.concat(same.get().right().operations().stream(), Stream.of(crossing.operation()))
              .sorted()
              .collect(Collectors.joining("\", \"", "[\"", "\"]"));
      return new MissingGrant(
          "in the [[capability]] for " + crossing.service() + ", name the operation too",
          "operations = " + operations);
    }
    return new MissingGrant("ask for it in extension.toml", block(crossing));
  }

  private static boolean covers(RequestedCapability capability, String resource) {
    return resource.isEmpty()
        || capability.right().resources().stream().anyMatch(p -> p.matches(resource));
  }

  private static String block(GateCrossing crossing) {
    String resource =
        crossing.resource().isEmpty()
            ? ""
            : "resource = " + quoted(crossing.neededPattern()) + "\n";
    return "[[capability]]\nservice = "
        + quoted(crossing.service())
        + "\noperations = ["
        + quoted(crossing.operation())
        + "]\n"
        + resource
        + "reason = \"in plain words, what it is for\"";
  }

  private static Optional<MissingGrant> resource(
      GateCrossing crossing, List<RequestedCapability> requested) {
    return requested.stream()
        .filter(c -> c.right().service().equals(crossing.service()))
        .filter(c -> c.right().includes(crossing.operation()))
        .findFirst()
        .map(c ->
            new MissingGrant(
                "in the [[capability]] for "
                    + crossing.service()
                    + "."
                    + crossing.operation()
                    + ", name the resource too",
                "resource = "
                    + Stream.concat(
                            c.right().resources().stream().map(ResourcePattern::toString),
                            Stream.of(crossing.neededPattern()))
                        .map(MissingGrant::quoted)
                        .collect(Collectors.joining(", ", "[", "]"))));
  }

  private static MissingGrant raise(String limit, GateCrossing crossing) {
    return new MissingGrant(
        "the limit '"
            + limit
            + "' of "
            + crossing.service()
            + " is used up: raise it, or call less",
        limit + " = ...");
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** The lines to write, each indented by {@code indent}. */
  public String indented(String indent) {
    return toml.lines().map(line -> indent + line).collect(Collectors.joining("\n"));
  }
}
