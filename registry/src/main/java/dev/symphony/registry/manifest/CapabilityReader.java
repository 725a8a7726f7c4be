package dev.symphony.registry.manifest;

import dev.symphony.capabilities.right.Constraint;
import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.capabilities.right.Right;
import dev.symphony.document.Quantities;
import dev.symphony.document.Section;
import dev.symphony.document.TomlDocument;
import dev.symphony.registry.manifest.RequestedCapability.Need;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the {@code [[capability]]} parts of a manifest. Under one name in {@code caps} there is one
 * service, and each of its operations comes from one capability.
 */
final class CapabilityReader {
  private static final Pattern BINDING = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
  private static final Pattern RATE = Pattern.compile("([0-9]{1,9})/([smh])");
  private static final Map<String, Duration> SPANS =
      Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1));

  private final TomlDocument document;
  private final Map<String, String> serviceOfBinding = new HashMap<>();
  private final Set<String> taken = new TreeSet<>();

  CapabilityReader(TomlDocument document) {
    this.document = document;
  }

  List<RequestedCapability> read(Section root) {
    List<RequestedCapability> capabilities = new ArrayList<>();
    for (Section section : document.attempt(() -> root.sections("capability")).orElse(List.of())) {
      document.attempt(() -> capability(section)).ifPresent(capabilities::add);
    }
    return capabilities;
  }

  private RequestedCapability capability(Section section) {
    section.allowOnly(
        "service", "operations", "resource", "as", "reason", "optional", "calls", "bytes", "rate");
    String service = section.parsed("service", s -> Right.toNothing(s).service());
    Set<String> operations = operations(section, service);
    Right right = new Right(service, operations, resources(section), constraints(section));
    String binding = section.optionalParsed("as", CapabilityReader::binding).orElse(service);
    claim(section, binding, right);
    String reason = section.line("reason");
    if (reason.isBlank()) {
      throw section.rejected("reason", "say in plain words what the capability is needed for");
    }
    Need need = section.optionalFlag("optional").orElse(false) ? Need.OPTIONAL : Need.REQUIRED;
    return new RequestedCapability(binding, right, reason, need);
  }

  private static Set<String> operations(Section section, String service) {
    List<String> names = section.texts("operations");
    if (names.isEmpty()) {
      throw section.rejected(
          "operations", "name the operations that are needed, as [\"read\", \"list\"]");
    }
    try {
      return Right.to(service, new TreeSet<>(names).toArray(String[]::new)).operations();
    } catch (IllegalArgumentException e) {
      throw section.rejected("operations", String.valueOf(e.getMessage()));
    }
  }

  private static List<ResourcePattern> resources(Section section) {
    if (section.keys().contains("resource")
        && section.optionalValue("resource").orElseThrow() instanceof List<?>) {
      List<String> patterns = section.texts("resource");
      if (patterns.isEmpty()) {
        throw section.rejected("resource", "an empty list allows nothing: name a pattern");
      }
      try {
        return patterns.stream().map(ResourcePattern::of).toList();
      } catch (IllegalArgumentException e) {
        throw section.rejected("resource", String.valueOf(e.getMessage()));
      }
    }
    return List.of(
        section.optionalParsed("resource", ResourcePattern::of).orElse(ResourcePattern.ANY));
  }

  private static List<Constraint> constraints(Section section) {
    List<Constraint> constraints = new ArrayList<>();
    section
        .optionalWhole("calls")
        .ifPresent(
            calls -> constraints.add(new Constraint.Calls(positive(section, "calls", calls))));
    section
        .optionalParsed("bytes", Quantities::bytes)
        .ifPresent(bytes -> constraints.add(new Constraint.TotalBytes(bytes)));
    section.optionalParsed("rate", CapabilityReader::rate).ifPresent(constraints::add);
    return constraints;
  }

  static long positive(Section section, String key, long value) {
    if (value <= 0) {
      throw section.rejected(key, "this has to be at least 1, not " + value);
    }
    return value;
  }

  private static Constraint rate(String text) {
    Matcher matcher = RATE.matcher(text);
    if (matcher.matches()) {
      Duration span = SPANS.get(matcher.group(2));
      if (span != null) {
        return new Constraint.Rate(Long.parseLong(matcher.group(1)), span);
      }
    }
    throw new IllegalArgumentException("'" + text + "' is not a rate: write 10/s, 10/m or 10/h");
  }

  private static String binding(String text) {
    if (!BINDING.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a name for caps: a letter, then letters, digits or '_'");
    }
    return text;
  }

  private void claim(Section section, String binding, Right right) {
    String key = section.keys().contains("as") ? "as" : "service";
    String other = serviceOfBinding.putIfAbsent(binding, right.service());
    if (other != null && !other.equals(right.service())) {
      throw section.rejected(
          key, "caps." + binding + " is already the service '" + other + "': choose another 'as'");
    }
    for (String operation : right.operations()) {
      boolean overlaps =
          taken.contains(binding + "." + operation)
              || taken.contains(binding + "." + Right.EVERY_OPERATION)
              || (operation.equals(Right.EVERY_OPERATION)
                  && taken.stream().anyMatch(t -> t.startsWith(binding + ".")));
      if (overlaps) {
        throw section.rejected(
            "operations",
            "caps."
                + binding
                + "."
                + operation
                + " is asked for twice: list the resources of both in one capability, or give one"
                + " of them another name with 'as'");
      }
    }
    right.operations().forEach(operation -> taken.add(binding + "." + operation));
  }
}
