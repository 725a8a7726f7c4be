package dev.symphony.kernel.grant;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.Constraint;
import dev.symphony.capabilities.right.ResourcePath;
import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.gate.DenialReason;
import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.Resource;
import dev.symphony.kernel.service.ServiceDeclaration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The kinds of guard. */
final class Guards {
  private Guards() {}

  /** Passes before {@code endMillis}. */
  record Expiry(long endMillis, KernelClock clock) implements Guard {
    @Override
    public boolean admits(int operation, @Nullable Object[] arguments) {
      return clock.epochMillis() < endMillis;
    }

    @Override
    public DenialReason reason() {
      return DenialReason.EXPIRED;
    }
  }

  /** Passes when the resource has the form it has to have, and one of the patterns covers it. */
  static final class OnResource implements Guard {
    private final OperationDeclaration[] operations;
    private final Resource.Form[] forms;
    private final List<ResourcePattern> patterns;

    OnResource(ServiceDeclaration service, List<ResourcePattern> patterns) {
      this.operations = service.operations().toArray(OperationDeclaration[]::new);
      this.forms =
          service.operations().stream()
              .map(OperationDeclaration::resourceForm)
              .toArray(Resource.Form[]::new);
      this.patterns = List.copyOf(patterns);
    }

    @Override
    public boolean admits(int operation, @Nullable Object[] arguments) {
      if (operations[operation].resourceParameter() < 0) {
        return true;
      }
      String resource = operations[operation].resource(arguments);
      return resource != null && admits(forms[operation], resource);
    }

    private boolean admits(Resource.Form form, String resource) {
      return switch (form) {
        case PATH -> ResourcePath.canonical(resource).isPresent() && matches(resource);
        case NAME -> matches(resource);
        case PATTERN ->
            ResourcePath.canonical(resource).isPresent()
                && ResourcePattern.parse(resource).filter(this::covers).isPresent();
        case PREFIX -> ResourcePattern.ofPrefix(resource).filter(this::covers).isPresent();
      };
    }

    private boolean matches(String resource) {
      for (ResourcePattern pattern : patterns) {
        if (pattern.matches(resource)) {
          return true;
        }
      }
      return false;
    }

    private boolean covers(ResourcePattern asked) {
      return patterns.stream().anyMatch(pattern -> pattern.covers(asked));
    }

    @Override
    public DenialReason reason() {
      return DenialReason.RESOURCE;
    }
  }

  /** Passes when the parameter is absent from the operation, or its argument fits. */
  static final class OnArgument implements Guard {
    private final int[] parameterOf;
    private final Predicate<@Nullable Object> fits;

    private OnArgument(
        ServiceDeclaration service, String parameter, Predicate<@Nullable Object> fits) {
      this.parameterOf =
          service.operations().stream().mapToInt(o -> o.indexOfParameter(parameter)).toArray();
      this.fits = fits;
    }

    static Guard atMost(ServiceDeclaration service, Constraint.AtMost limit) {
      return new OnArgument(
          service,
          limit.parameter(),
          v -> v instanceof Number n && n.doubleValue() <= limit.limit());
    }

    static Guard maxLength(ServiceDeclaration service, Constraint.MaxLength limit) {
      return new OnArgument(service, limit.parameter(), v -> length(v) <= limit.length());
    }

    static Guard oneOf(ServiceDeclaration service, Constraint.OneOf limit) {
      return new OnArgument(
          service, limit.parameter(), v -> v instanceof String s && limit.values().contains(s));
    }

    private static int length(@Nullable Object value) {
      return switch (value) {
        case null -> 0;
        case String s -> s.length();
        case Bytes b -> b.length();
        case Collection<?> c -> c.size();
        case Map<?, ?> m -> m.size();
        default -> Integer.MAX_VALUE;
      };
    }

    @Override
    public boolean admits(int operation, @Nullable Object[] arguments) {
      int parameter = parameterOf[operation];
      if (parameter < 0) {
        return true;
      }
      return fits.test(parameter < arguments.length ? arguments[parameter] : null);
    }

    @Override
    public DenialReason reason() {
      return DenialReason.ARGUMENT;
    }
  }
}
