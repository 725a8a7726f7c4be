package dev.symphony.pit.model;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.symphony.capabilities.Bytes;
import java.nio.ByteBuffer;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelfContainedTest {

  @Test
  void modelsWithoutFiles_pass() {
    assertTrue(SelfContained.test(TinyModels.sum()));
    assertTrue(SelfContained.test(TinyModels.endless()));
    assertTrue(SelfContained.test(TinyModels.zeros()));
  }

  @Test
  void tensorsThatSayTheyAreInside_pass() {
    assertTrue(SelfContained.test(Bytes.fromHex("3a042a027000")));
    assertFalse(SelfContained.test(Bytes.fromHex("3a042a027001")));
  }

  @Test
  void modelsThatNameAFile_doNot() {
    assertFalse(SelfContained.test(TinyModels.reading("x")));
    assertFalse(SelfContained.test(TinyModels.readingThroughConstant("x")));
  }

  /** The attempt works on the runtime alone: it reads a file of the directory it runs in. */
  @Test
  void withoutTheCheck_theRuntimeReadsFilesOfTheHost() throws OrtException {
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    byte[] model = TinyModels.reading("pom.xml").toArray();
    try (OrtSession session = environment.createSession(model);
        OrtSession.Result result = session.run(Map.of())) {
      assertEquals("<?xm", new String((byte[]) result.get(0).getValue(), US_ASCII));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3a", // a graph without a length
        "3a05", // a graph that is longer than the model
        "3affffffffffffffffff01", // a length that is negative
        "ffffffffffffffffffffff", // a number without an end
        "3b3c", // a group
        "0f", // a wire type that there is not
      })
  void brokenBuffers_doNotPass(String hex) {
    assertFalse(SelfContained.test(Bytes.fromHex(hex)));
  }

  @Test
  void theOtherFormat_doesNotPass() {
    assertFalse(SelfContained.test(Bytes.fromHex("0a0400004f52544d")));
  }

  @ParameterizedTest
  @CsvSource({"12, true", "14, false", "100, false"})
  void deepNesting_doesNotPass(int graphs, boolean passes) {
    ByteBuffer nested = ByteBuffer.allocate(0);
    for (int i = 0; i < graphs; i++) {
      nested = wrap(0x0a, wrap(0x2a, wrap(0x32, nested)));
    }
    assertEquals(passes, SelfContained.test(Bytes.copyOf(wrap(0x3a, nested).array())));
  }

  /** {@code content} as a field of a message, its length in two bytes. */
  private static ByteBuffer wrap(int tag, ByteBuffer content) {
    int length = content.capacity();
    return ByteBuffer.allocate(length + 3)
        .put((byte) tag)
        .put((byte) (length | 0x80))
        .put((byte) (length >> 7))
        .put(content.rewind())
        .rewind();
  }

  @Property(tries = 500)
  void anyBytes_getAnAnswer(@ForAll byte[] bytes) {
    SelfContained.test(Bytes.copyOf(bytes));
  }

  @Property(tries = 500)
  void aChangedModelThatPasses_makesTheRuntimeReadNoFile(@ForAll int place, @ForAll byte value) {
    byte[] model = TinyModels.reading("pom.xml").toArray();
    model[Math.floorMod(place, model.length)] = value;
    if (SelfContained.test(Bytes.copyOf(model))) {
      assertFalse(reads(model), "the runtime read a file");
    }
  }

  private static boolean reads(byte[] model) {
    try (OrtSession session =
            OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL)
                .createSession(model);
        OrtSession.Result result = session.run(Map.of())) {
      return result.get(0).getValue() instanceof byte[] read
          && new String(read, US_ASCII).equals("<?xm");
    } catch (OrtException e) {
      return false;
    }
  }
}
