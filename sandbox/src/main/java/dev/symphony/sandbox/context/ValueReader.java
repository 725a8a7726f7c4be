package dev.symphony.sandbox.context;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.guest.Language;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Copies a guest's value completely into the host's own, within a number of bytes and a depth.
 * Getters, proxies and the like of the guest run while it does; what they throw comes out as it is.
 */
final class ValueReader {
  private static final int MAX_DEPTH = 64;
  private static final double MAX_EXACT = 9_007_199_254_740_991d;

  private final GuestPrelude prelude;
  private final Deque<Value> ancestors = new ArrayDeque<>();
  private final StringBuilder place;
  private long room;

  ValueReader(GuestPrelude prelude, String place, long room) {
    this.prelude = prelude;
    this.place = new StringBuilder(place);
    this.room = room;
  }

  @Nullable Object read(Value value) throws UnacceptableValueException, ValueTooLargeException {
    int kind = prelude.classify(value);
    take(8);
    return switch (kind) {
      case GuestKind.NOTHING -> null;
      case GuestKind.BOOLEAN -> value.asBoolean();
      case GuestKind.NUMBER -> number(value);
      case GuestKind.BYTES -> bytes(value);
      case GuestKind.LIST -> nested(value, this::list);
      case GuestKind.OBJECT -> nested(value, this::object);
      default -> {
        if (kind < GuestKind.TEXT) {
          throw refused(GuestKind.phrase(kind));
        }
        take(kind - GuestKind.TEXT);
        yield value.asString();
      }
    };
  }

  private UnacceptableValueException refused(String what) {
    return new UnacceptableValueException(place.toString(), what);
  }

  private void take(long bytes) throws ValueTooLargeException {
    room -= bytes;
    if (room < 0) {
      throw new ValueTooLargeException();
    }
  }

  private Object number(Value value) throws UnacceptableValueException {
    Object number = value.as(Object.class);
    return switch (number) {
      case Integer i -> (long) i;
      case Long l -> l;
      case Double d when d.isNaN() -> throw refused("not a number (NaN)");
      case Double d when d.isInfinite() -> throw refused("infinite");
      case Double d when prelude.language() == Language.JAVASCRIPT && exactInteger(d) ->
          (long) d.doubleValue();
      case Double d -> d;
      default -> throw refused("an integer of more than 64 bits");
    };
  }

  /** Lets a plain value pass that came out of the context by itself. */
  Object admit(Object plain) throws ValueTooLargeException {
    take(8);
    if (plain instanceof String text) {
      take(text.length());
    }
    return plain;
  }

  /** Whether a number of JavaScript is an integer for the host. */
  static boolean exactInteger(double number) {
    return Math.rint(number) == number
        && Math.abs(number) <= MAX_EXACT
        && (number != 0 || Double.doubleToRawLongBits(number) == 0);
  }

  private Bytes bytes(Value value) throws ValueTooLargeException {
    long length = prelude.byteLength(value);
    take(length);
    byte[] content = new byte[Math.toIntExact(length)];
    prelude.copyBytes(value, content);
    return Bytes.ofOwnedArray(content);
  }

  @FunctionalInterface
  private interface Part {
    Object read(Value value) throws UnacceptableValueException, ValueTooLargeException;
  }

  private Object nested(Value value, Part part)
      throws UnacceptableValueException, ValueTooLargeException {
    if (value.isHostObject() || value.isProxyObject()) {
      throw refused("an object of the host");
    }
    if (ancestors.contains(value)) {
      throw refused("part of itself");
    }
    if (ancestors.size() >= MAX_DEPTH) {
      throw refused("nested more than " + MAX_DEPTH + " levels deep");
    }
    ancestors.addLast(value);
    Object result = part.read(value);
    ancestors.removeLast();
    return result;
  }

  private Object list(Value value) throws UnacceptableValueException, ValueTooLargeException {
    if (!value.hasArrayElements()) {
      throw refused(GuestKind.phrase(-1));
    }
    long size = value.getArraySize();
    if (size > room / 8) {
      throw new ValueTooLargeException();
    }
    List<@Nullable Object> list = new ArrayList<>();
    int length = place.length();
    for (long i = 0; i < size; i++) {
      place.append('[').append(i).append(']');
      list.add(element(value, i));
      place.setLength(length);
    }
    return list;
  }

  private @Nullable Object element(Value list, long index)
      throws UnacceptableValueException, ValueTooLargeException {
    Value element;
    try {
      element = list.getArrayElement(index);
    } catch (ArrayIndexOutOfBoundsException e) {
      return null; // a hole in the list, or the list shrank meanwhile
    }
    return read(element);
  }

  private Object object(Value value) throws UnacceptableValueException, ValueTooLargeException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    Value keys = prelude.keys(value);
    long size = keys.getArraySize();
    int length = place.length();
    for (long i = 0; i < size; i++) {
      Value key = keys.getArrayElement(i);
      if (!key.isString()) {
        throw refused("an object with a key that is no text");
      }
      String name = key.asString();
      take(name.length());
      place.append('.').append(name);
      Value member = prelude.member(value, key, name);
      map.put(name, member == null ? null : read(member));
      place.setLength(length);
    }
    return map;
  }
}
