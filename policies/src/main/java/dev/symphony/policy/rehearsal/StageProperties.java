package dev.symphony.policy.rehearsal;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceFailure;
import dev.symphony.kernel.service.ServiceObject;
import dev.symphony.policy.world.Channels;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The objects that stand in for services in a rehearsal: they touch nothing outside, give a secret
 * out wherever a service gives something out, and note every call that the gate let through.
 * Storage keeps what is put in, as the real one does.
 */
final class StageProperties {
  /** The data that a chain begins with. */
  static final String SECRET = "the-secret-of-the-rehearsal";

  /** A call that came through the gate. */
  record Played(String member, String service, String operation, boolean carriesSecret) {}

  /** Runs the extension that a guest calls. */
  @FunctionalInterface
  interface Calls {
    @Nullable Object invoke(String callee, @Nullable Object input);
  }

  private final Calls calls;
  private final List<Played> played = new ArrayList<>();
  private final Map<String, Object> kept = new HashMap<>();

  StageProperties(Calls calls) {
    this.calls = calls;
  }

  /** What was played so far. */
  synchronized List<Played> played() {
    return List.copyOf(played);
  }

  /** The object that {@code member} has of the service. */
  ServiceObject object(ServiceDeclaration service, String member) {
    Object proxy =
        Proxy.newProxyInstance(
            service.contract().getClassLoader(),
            new Class<?>[] {service.contract()},
            (self, method, arguments) ->
                play(
                    member, service.name(), method, arguments == null ? new Object[0] : arguments));
    return bind(service, proxy);
  }

  private static <T> ServiceObject bind(ServiceDeclaration service, T object) {
    return ServiceObject.bind(service, object);
  }

  private @Nullable Object play(
      String member, String service, Method method, @Nullable Object[] arguments) {
    note(new Played(member, service, method.getName(), carriesSecret(Arrays.asList(arguments))));
    if (service.equals(Channels.CALLS)) {
      return calls.invoke(String.valueOf(arguments[0]), arguments[1]);
    }
    Optional<Channels.Store> store =
        Channels.STORES.stream().filter(s -> s.service().equals(service)).findFirst();
    if (store.isPresent() && store.get().put().equals(method.getName())) {
      return put(store.get(), member, method, arguments);
    }
    if (store.isPresent() && store.get().get().equals(method.getName())) {
      return get(store.get(), member, method, String.valueOf(arguments[0]));
    }
    return plausible(method.getGenericReturnType(), SECRET);
  }

  private synchronized void note(Played call) {
    played.add(call);
  }

  private synchronized @Nullable Object put(
      Channels.Store store, String member, Method method, @Nullable Object[] arguments) {
    Object content = arguments[arguments.length - 1];
    if (store.reach() == Channels.Reach.SHARED) {
      String digest = digest(content);
      kept.put(digest, String.valueOf(text(content)));
      return plausible(method.getGenericReturnType(), digest);
    }
    kept.put(member + " " + arguments[0], String.valueOf(text(content)));
    return plausible(method.getGenericReturnType(), "");
  }

  private synchronized @Nullable Object get(
      Channels.Store store, String member, Method method, String name) {
    Object content = kept.get(store.reach() == Channels.Reach.SHARED ? name : member + " " + name);
    if (content == null) {
      throw new ServiceFailure("artifact-unknown", "nothing is kept as " + name);
    }
    return plausible(method.getGenericReturnType(), String.valueOf(content));
  }

  /** The name under which shared storage keeps {@code content}. */
  static String digest(@Nullable Object content) {
    try {
      byte[] bytes = String.valueOf(text(content)).getBytes(StandardCharsets.UTF_8);
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static @Nullable Object text(@Nullable Object content) {
    return content instanceof Bytes bytes
        ? new String(bytes.toArray(), StandardCharsets.UTF_8)
        : content;
  }

  private static boolean carriesSecret(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Bytes bytes -> carriesSecret(text(bytes));
      case String text -> text.contains(SECRET);
      case List<?> list -> list.stream().anyMatch(StageProperties::carriesSecret);
      case Map<?, ?> map -> map.values().stream().anyMatch(StageProperties::carriesSecret);
      case Optional<?> optional -> optional.stream().anyMatch(StageProperties::carriesSecret);
      case Record parts -> partCarriesSecret(parts);
      default -> false;
    };
  }

  private static boolean partCarriesSecret(Record parts) {
    try {
      for (RecordComponent component : parts.getClass().getRecordComponents()) {
        if (carriesSecret(component.getAccessor().invoke(parts))) {
          return true;
        }
      }
      return false;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the record " + parts.getClass() + " is not public", e);
    }
  }

  /** A value of a type that an operation answers with, with {@code text} wherever text goes. */
  private static @Nullable Object plausible(Type type, String text) {
    return switch (type) {
      case ParameterizedType p when p.getRawType() == List.class ->
          List.of(required(plausible(p.getActualTypeArguments()[0], text)));
      case ParameterizedType p when p.getRawType() == Optional.class ->
          Optional.of(required(plausible(p.getActualTypeArguments()[0], text)));
      case ParameterizedType p -> Map.of();
      case Class<?> c when c == String.class || c == Object.class -> text;
      case Class<?> c when c == Bytes.class -> Bytes.utf8(text);
      case Class<?> c when c == boolean.class || c == Boolean.class -> true;
      case Class<?> c when c == int.class || c == Integer.class -> 200;
      case Class<?> c when c == long.class || c == Long.class -> 1L;
      case Class<?> c when c == double.class || c == Double.class -> 0.5;
      case Class<?> c when c.isRecord() -> record(c, text);
      default -> null;
    };
  }

  private static Object required(@Nullable Object value) {
    return Optional.<Object>ofNullable(value).orElse("");
  }

  private static Object record(Class<?> type, String text) {
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = plausible(components[i].getGenericType(), text);
    }
    try {
      return type.getConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the record " + type + " is not public", e);
    }
  }
}
