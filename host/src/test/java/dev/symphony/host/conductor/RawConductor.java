package dev.symphony.host.conductor;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.token.HolderProof;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

/** A Conductor that sends whatever it likes: a client that shares no code with the host's side. */
final class RawConductor implements AutoCloseable {
  private final SocketChannel channel;
  private final Path access;
  private final Bytes challenge;
  private long calls;

  RawConductor(Path access) throws IOException {
    this.access = access;
    this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(access.resolve("control.sock")));
    byte[] sent = receive().get(2).asBinaryValue().asByteArray();
    this.challenge = Bytes.ofOwnedArray(sent);
  }

  /** Presents the token that the host has left, as a client of some version of the protocol. */
  List<Value> present(long version) throws IOException {
    Bytes token = Bytes.ofOwnedArray(Files.readAllBytes(access.resolve("token.bc")));
    Bytes secret =
        Bytes.ofOwnedArray(
            HexFormat.of().parseHex(Files.readString(access.resolve("holder.key")).strip()));
    PrivateKey key = PrivateKey.of(Algorithm.ED25519, secret);
    HolderProof proof = HolderProof.sign(key, challenge, token);
    send(
        ValueFactory.newArray(
            ValueFactory.newString("present"),
            ValueFactory.newInteger(version),
            ValueFactory.newBinary(token.toArray()),
            ValueFactory.newString(key.publicKey().toString()),
            ValueFactory.newBinary(proof.signature().toArray())));
    return receive();
  }

  /** Calls an operation, and gives the whole answer. */
  List<Value> call(String operation, Value... arguments) throws IOException {
    send(
        ValueFactory.newArray(
            ValueFactory.newString("call"),
            ValueFactory.newInteger(++calls),
            ValueFactory.newString(operation),
            ValueFactory.newArray(arguments)));
    return receive();
  }

  /** Answers a question, with whatever action and probability. */
  List<Value> answer(long id, long action, double probability) throws IOException {
    return call(
        "answer",
        ValueFactory.newMapBuilder()
            .put(ValueFactory.newString("id"), ValueFactory.newInteger(id))
            .put(ValueFactory.newString("action"), ValueFactory.newInteger(action))
            .put(ValueFactory.newString("probability"), ValueFactory.newFloat(probability))
            .put(ValueFactory.newString("policy"), ValueFactory.newString("raw-1"))
            .build());
  }

  /** Waits for questions, and makes something of each, until the host hangs up. */
  void attend(UnaryOperator<Said> policy) throws IOException {
    List<Value> reply = call("await");
    while (true) {
      long id = reply.get(0).asStringValue().asString().equals("returned") ? id(reply) : 0;
      if (id == 0) {
        reply = call("await");
      } else {
        Said said = policy.apply(new Said(id, firstAction(reply), 1));
        reply = answer(said.id(), said.action(), said.probability());
      }
    }
  }

  /** An answer in the making: at first a good one. */
  record Said(long id, long action, double probability) {}

  private static long id(List<Value> reply) {
    return field(reply, "id").asIntegerValue().asLong();
  }

  private static long firstAction(List<Value> reply) {
    return field(reply, "actions").asArrayValue().get(0).asIntegerValue().asLong();
  }

  private static Value field(List<Value> reply, String name) {
    return Objects.requireNonNull(
        reply.get(2).asMapValue().map().get(ValueFactory.newString(name)), name);
  }

  private void send(Value message) throws IOException {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packValue(message);
      byte[] frame = packer.toByteArray();
      ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + frame.length);
      out.putInt(frame.length).put(frame).flip();
      while (out.hasRemaining()) {
        channel.write(out);
      }
    }
  }

  private List<Value> receive() throws IOException {
    int length = fill(ByteBuffer.allocate(Integer.BYTES)).getInt();
    byte[] frame = fill(ByteBuffer.allocate(length)).array();
    return MessagePack.newDefaultUnpacker(frame).unpackValue().asArrayValue().list();
  }

  private ByteBuffer fill(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the host has hung up");
      }
    }
    return buffer.flip();
  }

  /** Sends bytes that need not be a frame, and gives what the host says. */
  List<Value> sendBytes(byte... bytes) throws IOException {
    channel.write(ByteBuffer.wrap(bytes));
    return receive();
  }

  /** Ends the connection while the test goes on. */
  void hangUp() throws IOException {
    channel.close();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
