package dev.symphony.kernel.service;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation as its service declares it.
 *
 * @param name the name of the method
 * @param index the place in the operation table of the service, 0 to 63
 * @param description one sentence for extension authors
 * @param mode how the guest sees it
 * @param parameters the parameters in order
 * @param result the type of the answer
 * @param resourceParameter the place of the parameter that names the resource, or -1
 * @param namer how the name comes out of that parameter's argument
 * @param method the declaring method
 */
public record OperationDeclaration(
    String name,
    int index,
    String description,
    Operation.Mode mode,
    List<DeclaredParameter> parameters,
    ValueType result,
    int resourceParameter,
    ResourceNamer namer,
    Method method) {

  /** A parameter: its name, its type, and whether it names the resource. */
  public record DeclaredParameter(String name, ValueType type) {}

  static OperationDeclaration of(Method method, Operation operation) {
    Parameter[] declared = method.getParameters();
    List<DeclaredParameter> parameters = new ArrayList<>();
    Arrays.stream(declared)
        .forEach(p ->
            parameters.add(
                new DeclaredParameter(p.getName(), ValueType.of(p.getParameterizedType()))));
    return new OperationDeclaration(
        method.getName(),
        operation.index(),
        operation.description(),
        operation.mode(),
        List.copyOf(parameters),
        ValueType.of(method.getGenericReturnType()),
        resourceParameter(declared),
        namer(declared),
        method);
  }

  private static ResourceNamer namer(Parameter[] declared) {
    int resource = resourceParameter(declared);
    if (resource < 0) {
      return new ResourceNamer.Itself();
    }
    Class<? extends ResourceNamer> type = declared[resource].getAnnotation(Resource.class).namer();
    try {
      return type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " has no public constructor without parameters", e);
    }
  }

  private static int resourceParameter(Parameter[] declared) {
    for (int i = 0; i < declared.length; i++) {
      if (declared[i].isAnnotationPresent(Resource.class)) {
        return i;
      }
    }
    return -1;
  }

  /** The form that the resource name has to have. */
  public Resource.Form resourceForm() {
    if (resourceParameter < 0) {
      return Resource.Form.NAME;
    }
    return method.getParameters()[resourceParameter].getAnnotation(Resource.class).value();
  }

  /** The resource that {@code arguments} name, or null when they name none. */
  public @Nullable String resource(@Nullable Object[] arguments) {
    return resourceParameter >= 0 && resourceParameter < arguments.length
        ? namer.name(arguments[resourceParameter])
        : null;
  }

  /** The place of the parameter called {@code parameter}, or -1. */
  public int indexOfParameter(String parameter) {
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).name().equals(parameter)) {
        return i;
      }
    }
    return -1;
  }
}
