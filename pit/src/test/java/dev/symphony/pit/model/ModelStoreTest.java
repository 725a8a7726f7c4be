package dev.symphony.pit.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceFailure;
import dev.symphony.kernel.service.ServiceObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ModelStoreTest {
  private static final ModelLimits LIMITS =
      new ModelLimits(1 << 20, 1000, 1000, Duration.ofSeconds(3), 1);

  @TempDir private Path home;
  private ModelStore models;
  private String sum = "";

  @BeforeEach
  void open() throws IOException {
    models = ModelStore.open(home, LIMITS);
    sum = add(TinyModels.sum());
  }

  @AfterEach
  void close() {
    models.close();
  }

  private String add(Bytes model) throws IOException {
    return models.add(model).toString();
  }

  private static Tensor floats(List<Long> shape, float... values) {
    ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      data.putFloat(value);
    }
    return new Tensor("float32", shape, Bytes.ofOwnedArray(data.array()));
  }

  private static Tensor pair(float first, float second) {
    return floats(List.of(1L, 2L), first, second);
  }

  @Test
  void runsAModelOnTensors() {
    Tensor x = floats(List.of(2L, 2L), 1, 2, 3, 4);
    Tensor y = floats(List.of(2L, 2L), 10, 20, 30, 40);
    assertEquals(
        Map.of("sum", floats(List.of(2L, 2L), 11, 22, 33, 44)),
        models.infer(sum, Map.of("x", x, "y", y)));
  }

  @Test
  void answersThroughItsDeclarationWithPlainValues() {
    ServiceObject service = ServiceObject.bind(ServiceDeclaration.of(Models.class), models);
    Bytes one = pair(1, 1).data();
    Map<String, Object> tensor = Map.of("type", "float32", "shape", List.of(1L, 2.0), "data", one);
    Object answer =
        service.invoke(0, new @Nullable Object[] {sum, Map.of("x", tensor, "y", tensor)});
    Map<String, Object> two =
        Map.of("type", "float32", "shape", List.of(1L, 2L), "data", pair(2, 2).data());
    assertEquals(Map.of("sum", two), answer);
  }

  @ParameterizedTest
  @CsvSource({
    "2, uint8, 00ff7f",
    "3, int8, 00ff7f",
    "6, int32, 01000000ffffffff",
    "7, int64, 0100000000000000ffffffffffffff7f",
    "1, float32, 0000803f0000c07f",
    "11, float64, 000000000000f03f",
    "9, bool, 000101",
  })
  void carriesEveryElementTypeUnchanged(int type, String name, String hex) throws IOException {
    Bytes data = Bytes.fromHex(hex);
    long length = data.length() / ElementType.ofText(name).orElseThrow().bytes();
    Tensor tensor = new Tensor(name, List.of(length), data);
    String model = add(TinyModels.identity(type));
    assertEquals(Map.of("out", tensor), models.infer(model, Map.of("in", tensor)));
  }

  @Test
  void emptyTensors_areTensors() {
    Tensor none = floats(List.of(0L, 2L));
    assertEquals(Map.of("sum", none), models.infer(sum, Map.of("x", none, "y", none)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sum",
        "sha256:../../etc/passwd",
        "sha256:0000000000000000000000000000000000000000000000000000000000000000"
      })
  void modelsThatAreNotThere_areUnknown(String model) {
    assertRefused("model-unknown", model, Map.of());
  }

  @Test
  void missingAndSurplusInputs_areRejected() {
    Tensor x = pair(1, 2);
    assertRefused("model-input", sum, Map.of("x", x));
    assertRefused("model-input", sum, Map.of("x", x, "y", x, "z", x));
    assertRefused("model-input", sum, Map.of());
  }

  @Test
  void inputsOfAnotherTypeShapeOrLength_areRejected() {
    Bytes data = pair(1, 2).data();
    assertInputRejected(new Tensor("int32", List.of(1L, 2L), data));
    assertInputRejected(new Tensor("FLOAT32", List.of(1L, 2L), data));
    assertInputRejected(new Tensor("", List.of(1L, 2L), data));
    assertInputRejected(new Tensor("float32", List.of(2L), data));
    assertInputRejected(new Tensor("float32", List.of(2L, 1L), data));
    assertInputRejected(new Tensor("float32", List.of(-1L, 2L), data));
    assertInputRejected(new Tensor("float32", List.of(2L, 2L), data));
    assertInputRejected(new Tensor("float32", List.of(1L, 2L), Bytes.empty()));
    assertInputRejected(new Tensor("float32", List.of(Long.MAX_VALUE, 2L), data));
    assertInputRejected(new Tensor("float32", List.of(1L << 62, 2L), Bytes.empty()));
  }

  private void assertInputRejected(Tensor x) {
    assertRefused("model-input", sum, Map.of("x", x, "y", pair(1, 2)));
  }

  @Test
  void inputsThatTheModelCannotCombine_failOnly() {
    Tensor two = floats(List.of(2L, 2L), 1, 2, 3, 4);
    Tensor three = floats(List.of(3L, 2L), 1, 2, 3, 4, 5, 6);
    assertRefused("model-failed", sum, Map.of("x", two, "y", three));
  }

  @Test
  void booleansOtherThanZeroAndOne_areRejected() throws IOException {
    Tensor two = new Tensor("bool", List.of(1L), Bytes.fromHex("02"));
    assertRefused("model-input", add(TinyModels.identity(TinyModels.BOOL)), Map.of("in", two));
  }

  @Test
  void inputsOverTheLimit_areRejected() {
    Tensor x = floats(List.of(100L, 2L), new float[200]);
    assertRefused("model-input", sum, Map.of("x", x, "y", x));
  }

  @Test
  void outputsOverTheLimit_areRejected() throws IOException {
    Tensor length = new Tensor("int64", List.of(1L), Bytes.fromHex("0004000000000000"));
    assertRefused("model-output", add(TinyModels.zeros()), Map.of("length", length));
  }

  @Test
  void modelsOverText_areRejected() throws IOException {
    assertRefused("model-invalid", add(TinyModels.identity(TinyModels.STRING)), Map.of());
  }

  @Test
  void bytesThatAreNoModel_areRejected() throws IOException {
    assertRefused("model-invalid", add(Bytes.utf8("not a model")), Map.of());
    assertRefused("model-invalid", add(Bytes.empty()), Map.of());
    assertRefused("model-invalid", add(Bytes.copyOf(new byte[1001])), Map.of());
  }

  @Test
  void modelsWhoseWeightsAreInOtherFiles_areRejected() throws IOException {
    for (String file : List.of("/etc/hostname", "../pom.xml", "pom.xml")) {
      assertRefused("model-invalid", add(TinyModels.reading(file)), Map.of());
      assertRefused("model-invalid", add(TinyModels.readingThroughConstant(file)), Map.of());
    }
  }

  @Test
  void aModelThatChangedOnTheDisk_isNotRun() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("objects"))) {
      Path file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
      Files.write(file, TinyModels.zeros().toArray());
    }
    assertRefused("model-corrupt", sum, Map.of());
  }

  @Test
  void aModelThatNeverEnds_isStopped() throws IOException {
    String endless = add(TinyModels.endless());
    Tensor stop = new Tensor("bool", List.of(), Bytes.fromHex("00"));
    assertEquals(Map.of("out", stop), models.infer(endless, Map.of("in", stop)));
    Tensor go = new Tensor("bool", List.of(), Bytes.fromHex("01"));
    assertRefused("model-time-limit", endless, Map.of("in", go));
    assertEquals(Map.of("out", stop), models.infer(endless, Map.of("in", stop)));
  }

  @Test
  void manyCallersOfMoreModelsThanFit_allGetAnswers() throws Exception {
    List<String> identities =
        Stream.of(TinyModels.FLOAT, TinyModels.INT32, TinyModels.UINT8, TinyModels.BOOL)
            .map(TinyModels::identity)
            .map(this::addUnchecked)
            .toList();
    List<String> types = List.of("float32", "int32", "uint8", "bool");
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<Map<String, Tensor>>> answers =
          IntStream.range(0, 200)
              .mapToObj(i -> threads.submit(() -> inferOne(identities, types, i % 4)))
              .toList();
      for (Future<Map<String, Tensor>> answer : answers) {
        assertEquals(1L, answer.get().values().iterator().next().shape().getFirst());
      }
    }
  }

  private Map<String, Tensor> inferOne(List<String> identities, List<String> types, int kind) {
    int bytes = ElementType.ofText(types.get(kind)).orElseThrow().bytes();
    Tensor tensor = new Tensor(types.get(kind), List.of(1L), Bytes.copyOf(new byte[bytes]));
    return models.infer(identities.get(kind), Map.of("in", tensor));
  }

  private String addUnchecked(Bytes model) {
    try {
      return add(model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertRefused(String code, String model, Map<String, Tensor> inputs) {
    ServiceFailure failure = assertThrows(ServiceFailure.class, () -> models.infer(model, inputs));
    assertEquals(code, failure.code(), failure.text());
  }
}
