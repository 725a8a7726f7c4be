package dev.symphony.kernel.service;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a record that crosses the gate as an object. */
public final class RecordShape {

  /** A field: its name in the object, and its type. */
  public record Field(String name, ValueType type, MethodHandle accessor) {}

  private final String name;
  private final List<Field> fields;
  private final MethodHandle constructor;

  private RecordShape(String name, List<Field> fields, MethodHandle constructor) {
    this.name = name;
    this.fields = List.copyOf(fields);
    this.constructor = constructor;
  }

  static RecordShape of(Class<?> type) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      RecordComponent[] components = type.getRecordComponents();
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      MethodHandle constructor =
          lookup.findConstructor(type, MethodType.methodType(void.class, types));
      List<Field> fields = new ArrayList<>();
      for (RecordComponent component : components) {
        fields.add(
            new Field(
                component.getName(),
                ValueType.of(component.getGenericType()),
                lookup.unreflect(component.getAccessor())));
      }
      return new RecordShape(
          type.getSimpleName(), fields, constructor.asSpreader(Object[].class, types.length));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " is not a public record", e);
    }
  }

  /** The simple name of the record. */
  public String name() {
    return name;
  }

  /** The fields in the order of declaration. */
  public List<Field> fields() {
    return fields;
  }

  Object accept(Map<?, ?> map) {
    @Nullable Object[] arguments = new Object[fields.size()];
    for (int i = 0; i < arguments.length; i++) {
      Field field = fields.get(i);
      if (!map.containsKey(field.name()) && !(field.type() instanceof ValueType.OptionalOf)) {
        throw new ServiceFailure("argument-type", "the field '" + field.name() + "' is missing");
      }
      arguments[i] = field.type().accept(map.get(field.name()));
    }
    return Invokers.spread(constructor, arguments);
  }

  Map<String, @Nullable Object> express(Object record) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Field field : fields) {
      Object value = Invokers.get(field.accessor(), record);
      if (!(value instanceof Optional<?> optional && optional.isEmpty())) {
        map.put(field.name(), field.type().express(value));
      }
    }
    return map;
  }
}
