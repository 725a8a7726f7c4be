package dev.symphony.capabilities.token;

import dev.symphony.capabilities.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A cursor over the fields of one protobuf message, which accepts only the canonical encoding.
 *
 * <p>Numbers in more bytes than needed, groups, fixed-width fields and lengths beyond the message
 * are refused. Reading allocates nothing but what is asked for.
 */
final class WireReader {
  private static final int VARINT = 0;
  private static final int DELIMITED = 2;
  private static final int MAX_VARINT = 10;

  private final byte[] buffer;
  private final int end;
  private final TokenError.Kind fault;
  private int position;
  private int wireType;

  private WireReader(byte[] buffer, int start, int end, TokenError.Kind fault) {
    this.buffer = buffer;
    this.position = start;
    this.end = end;
    this.fault = fault;
  }

  static WireReader of(byte[] message, TokenError.Kind fault) {
    return new WireReader(message, 0, message.length, fault);
  }

  TokenException fault(String detail) {
    return new TokenException(fault, detail);
  }

  boolean hasNext() {
    return position < end;
  }

  /** The number of the next field; its content has to be read before the next call. */
  int field() {
    long tag = varint();
    wireType = (int) (tag & 7);
    long number = tag >>> 3;
    if (number == 0 || number > 31 || (wireType != VARINT && wireType != DELIMITED)) {
      throw fault("unknown field");
    }
    return (int) number;
  }

  TokenException unknown(int field) {
    return fault("unknown field " + field);
  }

  /** An integer of 64 bits. */
  long number() {
    require(VARINT);
    return varint();
  }

  /** An unsigned integer of 32 bits. */
  int number32() {
    long value = number();
    if (value >>> 32 != 0) {
      throw fault("a number does not fit 32 bits");
    }
    return (int) value;
  }

  boolean bool() {
    long value = number();
    if (value >>> 1 != 0) {
      throw fault("a boolean is neither 0 nor 1");
    }
    return value == 1;
  }

  Bytes bytes() {
    int length = length();
    Bytes content = Bytes.copyOf(buffer, position, length);
    position += length;
    return content;
  }

  String string() {
    int length = length();
    try {
      String content =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(buffer, position, length))
              .toString();
      position += length;
      return content;
    } catch (CharacterCodingException e) {
      throw fault("a string is not UTF-8");
    }
  }

  WireReader message() {
    int length = length();
    WireReader inner = new WireReader(buffer, position, position + length, fault);
    position += length;
    return inner;
  }

  private int length() {
    require(DELIMITED);
    long length = varint();
    if (length < 0 || length > end - position) {
      throw fault("a field reaches beyond its message");
    }
    return (int) length;
  }

  private void require(int expected) {
    if (wireType != expected) {
      throw fault("a field is of an unexpected type");
    }
  }

  private long varint() {
    long value = 0;
    for (int i = 0; i < MAX_VARINT; i++) {
      if (position >= end) {
        throw fault("the message ends within a number");
      }
      byte next = buffer[position++];
      value |= (long) (next & 0x7f) << (7 * i);
      if (next >= 0) {
        if ((next == 0 && i > 0) || (i == MAX_VARINT - 1 && next > 1)) {
          throw fault("a number is not in its shortest form");
        }
        return value;
      }
    }
    throw fault("a number is too long");
  }
}
