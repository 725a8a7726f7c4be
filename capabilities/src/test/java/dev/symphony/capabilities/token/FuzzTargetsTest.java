package dev.symphony.capabilities.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.Authorizer;
import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.datalog.Datalog;
import dev.symphony.capabilities.datalog.DatalogSyntaxException;
import dev.symphony.capabilities.datalog.Limits;
import dev.symphony.capabilities.datalog.Program;
import dev.symphony.capabilities.datalog.SignedBlockContent;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Hostile bytes and texts are refused or read, quickly, in little memory, and with known
 * exceptions.
 */
class FuzzTargetsTest {
  /**
   * How much memory handling one input may take: some for the engine, and a multiple of the input.
   */
  private static final long BASE_ALLOCATION = 1 << 20;

  private static final long ALLOCATION_PER_BYTE = 1 << 10;
  private static final Duration FUZZING = Duration.ofSeconds(4);
  private static final Program PROGRAM =
      Datalog.program("user(\"alice\"); operation(\"read\"); allow if true;");

  private static void read(byte[] input) {
    ignoringRefusals(() -> UnverifiedToken.parse(input));
    ignoringRefusals(() -> evaluate(UnverifiedToken.parse(input).contents()));
    ignoringRefusals(() -> evaluate(block(input)));
    ignoringRefusals(() -> ThirdPartyBlock.parse(input).content());
    ignoringRefusals(() -> ThirdPartyRequest.parse(input));
    ignoringRefusals(() -> AuthorizerSnapshot.parse(input));
  }

  private static List<SignedBlockContent> block(byte[] input) {
    Block block =
        BlockCodec.read(Bytes.copyOf(input), SymbolTable.standard(), BlockCodec.Party.FIRST)
            .block();
    assertTrue(block.toString() != null);
    return List.of(new SignedBlockContent(block, Optional.empty()));
  }

  private static void evaluate(List<SignedBlockContent> contents) {
    Authorizer.of(PROGRAM)
        .withLimits(Limits.standard().withMaxSteps(20_000))
        .evaluate(contents)
        .authorization();
  }

  private static void ignoringRefusals(Runnable reading) {
    try {
      reading.run();
    } catch (TokenException | DatalogSyntaxException expected) {
      assertTrue(expected.getMessage() != null);
    }
  }

  private static void readText(byte[] input) {
    ignoringRefusals(() -> {
      Program program = Datalog.program(new String(input, UTF_8));
      Assertions.assertEquals(program, Datalog.program(program.toString()));
      Authorizer.of(program).withLimits(Limits.standard().withMaxSteps(20_000)).evaluate();
    });
  }

  @FuzzTest
  void tokenBytes(byte[] input) {
    read(input);
  }

  @FuzzTest
  void datalogText(byte[] input) {
    readText(input);
  }

  @Test
  void mutatedTokens_areHandled() {
    List<byte[]> seeds = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      GeneratedPrograms programs = new GeneratedPrograms(i);
      UnverifiedToken token =
          UnverifiedToken.mint(
                  Samples.rootKey(), Datalog.block(programs.block()), Samples.random(i))
              .attenuate(Datalog.block(programs.block()), Samples.random(i));
      seeds.add(token.serialize());
      seeds.add(token.envelope().blocks().getFirst().payload().toArray());
      seeds.add(
          AuthorizerSnapshot.of(Authorizer.of(PROGRAM).evaluate(token.contents())).serialize());
    }
    mutate(seeds, FuzzTargetsTest::read);
  }

  @Test
  void mutatedTexts_areHandled() {
    List<byte[]> seeds = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      GeneratedPrograms programs = new GeneratedPrograms(i);
      seeds.add(programs.program().getBytes(UTF_8));
    }
    mutate(seeds, FuzzTargetsTest::readText);
  }

  @Test
  void smallTokens_takeLittleMemory() {
    List<byte[]> hostile = new ArrayList<>();
    for (int field : new int[] {0x0a, 0x12, 0x1a, 0x22, 0x2a, 0x32, 0x3a, 0x42, 0x4a, 0x52}) {
      byte[] nested = new byte[100];
      for (int i = 0; i + 1 < nested.length; i += 2) {
        nested[i] = (byte) field;
        nested[i + 1] = (byte) Math.max(0, nested.length - i - 2);
      }
      hostile.add(nested);
      byte[] lengths = new byte[100];
      Arrays.fill(lengths, (byte) 0xff);
      lengths[0] = (byte) field;
      lengths[5] = 0x07;
      hostile.add(lengths);
    }
    hostile.forEach(input -> measured(input, FuzzTargetsTest::read));
  }

  private static void mutate(List<byte[]> seeds, Consumer<byte[]> target) {
    // What is loaded once, like the tables of regular expressions, is not counted.
    seeds.forEach(target);
    FuzzTargetsTest.readText("allow if \"a\".matches(\"\\\\pL\");".getBytes(UTF_8));
    Random random = new Random(20260101);
    long end = System.nanoTime() + FUZZING.toNanos();
    while (System.nanoTime() < end) {
      byte[] input = seeds.get(random.nextInt(seeds.size())).clone();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        input = changed(input, seeds, random);
      }
      measured(input, target);
    }
  }

  private static byte[] changed(byte[] input, List<byte[]> seeds, Random random) {
    if (input.length < 2) {
      return seeds.get(random.nextInt(seeds.size())).clone();
    }
    int at = random.nextInt(input.length);
    int to = at + random.nextInt(input.length - at);
    switch (random.nextInt(6)) {
      case 0 -> input[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> input[at] = (byte) random.nextInt(256);
      case 2 -> input[at] = (byte) (random.nextBoolean() ? 0x7f : 0xff);
      case 3 -> {
        return Arrays.copyOf(input, to);
      }
      case 4 -> {
        byte[] repeated = Arrays.copyOf(input, input.length + to - at);
        System.arraycopy(input, at, repeated, to, input.length - at);
        return repeated.length > 20_000 ? input : repeated;
      }
      default -> {
        byte[] other = seeds.get(random.nextInt(seeds.size()));
        int length = Math.min(other.length, input.length - at);
        System.arraycopy(other, 0, input, at, length);
      }
    }
    return input;
  }

  private static void measured(byte[] input, Consumer<byte[]> target) {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    target.accept(Objects.requireNonNull(input));
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    long allowed = 4 * (BASE_ALLOCATION + ALLOCATION_PER_BYTE * input.length);
    assertTrue(
        allocated <= allowed,
        () -> "%d bytes of input took %d bytes of memory".formatted(input.length, allocated));
  }
}
