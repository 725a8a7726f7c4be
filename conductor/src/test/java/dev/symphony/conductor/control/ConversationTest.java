package dev.symphony.conductor.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.Right;
import dev.symphony.conductor.schedule.CountedSchedule;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.admission.AdmissionResult;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.gate.CapabilityTable;
import dev.symphony.kernel.gate.Gate;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.GrantTree;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.kernel.service.ServiceObject;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final Bytes TOKEN = Bytes.utf8("a token");
  private static final Bytes SIGNATURE = Bytes.utf8("a signature");

  private final List<AuditEvent> events = new ArrayList<>();
  private final KernelClock clock = new StoppedClock();
  private final GrantTree grants = new GrantTree(clock, events::add);
  private final CapabilityTable table = new CapabilityTable(new Holder("conductor"));
  private final Simulations simulations =
      new Simulations(
          List.of(),
          CountedSchedule::new,
          bytes -> new Buffers.Shared("memory", ByteBuffer.allocate(bytes), () -> {}),
          refused -> this.refused += refused);
  private long refused;
  private @Nullable Grant grant;

  private static final class StoppedClock implements KernelClock {
    @Override
    public long epochMillis() {
      return 0;
    }

    @Override
    public long monotonicNanos() {
      return 0;
    }
  }

  /** Admits the one token, with the right that the test wants. */
  private final class OneToken implements Doorkeeper {
    private final Right right;

    OneToken(Right right) {
      this.right = right;
    }

    @Override
    public Bytes challenge() {
      return Bytes.utf8("a challenge");
    }

    @Override
    public AdmissionResult admit(
        Bytes token, String key, Bytes challenge, Bytes signature, CapabilityTable into) {
      if (!token.equals(TOKEN)) {
        return new AdmissionResult.Refused("token-malformed", "no");
      }
      Grant minted =
          grants.mintRoot(
              into.holder(),
              right,
              ServiceObject.bind(SimulationService.DECLARATION, simulations),
              AuditDetail.COUNTED);
      grant = minted;
      return new AdmissionResult.Admitted(into.insert(minted), minted);
    }
  }

  private Conversation conversation(String right) throws Exception {
    Gate gate = new Gate(clock, events::add, fault -> {});
    return new Conversation(
        gate, new OneToken(Right.parse(right)), table, SimulationService.DECLARATION);
  }

  private Conversation admitted(String right) throws Exception {
    Conversation conversation = conversation(right);
    assertEquals("admitted", answer(conversation, present(Conversation.VERSION, TOKEN)).getFirst());
    return conversation;
  }

  private static List<@Nullable Object> present(long version, Bytes token) {
    return List.of("present", version, token, "ed25519/00", SIGNATURE);
  }

  private static List<@Nullable Object> answer(
      Conversation conversation, List<? extends @Nullable Object> message) throws Exception {
    return Frame.read(conversation.take(Frame.write(message)).frame().toArray());
  }

  private static List<@Nullable Object> call(String operation, @Nullable Object... arguments) {
    return List.of("call", 7L, operation, List.of(arguments));
  }

  private static Map<String, Object> wanted(long environments) {
    return Map.of(
        "environments",
        environments,
        "families",
        List.of("tree"),
        "recorded",
        false,
        "machines",
        4L,
        "cold",
        1.0,
        "noise",
        0.1,
        "advisor",
        "heft",
        "hindsight",
        false);
  }

  private static void assertRefused(String code, Conversation.Reply reply) throws Exception {
    assertEquals(Conversation.End.CLOSED, reply.end());
    List<@Nullable Object> message = Frame.read(reply.frame().toArray());
    assertEquals(List.of("refused", code), message.subList(0, 2));
  }

  @Test
  void environments_areOpened_seededAndStepped() throws Exception {
    Conversation conversation = admitted("simulation.open,reset,step,close:**");

    Object opened = answer(conversation, call("open", wanted(2))).get(2);
    long batch = assertInstanceOf(Long.class, assertInstanceOf(Map.class, opened).get("batch"));
    assertEquals(
        List.of("returned", 7L, 1L), answer(conversation, call("reset", batch, List.of(1L, 2L))));
    assertEquals(
        List.of("returned", 7L, 2L),
        answer(conversation, call("step", batch, Bytes.ofOwnedArray(new byte[8]))));
    answer(conversation, call("close", batch));
    assertEquals("conductor-unknown-batch", answer(conversation, call("close", batch)).get(2));
  }

  @Test
  void impossibleDecisions_areToldAtTheEndOfTheBatch() throws Exception {
    Conversation conversation = admitted("simulation.open,reset,step,close:**");
    answer(conversation, call("open", wanted(2)));
    answer(conversation, call("reset", 1L, List.of(1L, 2L)));
    byte[] impossible = new byte[8];
    Arrays.fill(impossible, (byte) 0x7f);
    answer(conversation, call("step", 1L, Bytes.ofOwnedArray(impossible)));

    assertEquals(0, refused);
    assertEquals(1, conversation.end());
    assertEquals(2, refused);
  }

  @Test
  void failures_canBeAskedFor_andNeedNotBe() throws Exception {
    Conversation conversation = admitted("simulation.open:**");
    for (double share : new double[] {0.1, -1, 0.3, Double.NaN}) {
      Map<String, Object> failing = new HashMap<>(wanted(1));
      failing.put("failures", share);

      List<@Nullable Object> answer = answer(conversation, call("open", failing));
      assertEquals(share == 0.1 ? "returned" : "failed", answer.getFirst(), "share " + share);
    }
  }

  @Test
  void whatTheTokenDoesNotAllow_isRefusedByTheGate_andOnRecord() throws Exception {
    Conversation conversation = admitted("simulation.open:**");

    assertEquals(
        List.of("failed", 7L, "denied-not-granted"),
        answer(conversation, call("reset", 1L, List.of())).subList(0, 3));
    assertTrue(events.stream().anyMatch(AuditEvent.Refused.class::isInstance));
  }

  @Test
  void revoking_endsTheNextCall() throws Exception {
    Conversation conversation = admitted("simulation.open:**");
    Grant held = grant;
    assertTrue(held != null && grants.revoke(held) > 0);

    assertEquals("denied-revoked", answer(conversation, call("open", wanted(1))).get(2));
  }

  @Test
  void otherVersions_foreignTokens_andCallsBeforeAToken_closeTheConnection() throws Exception {
    String right = "simulation.open:**";
    assertRefused(
        "conductor-version",
        conversation(right).take(Frame.write(present(Conversation.VERSION - 1, TOKEN))));
    assertRefused(
        "token-malformed",
        conversation(right)
            .take(Frame.write(present(Conversation.VERSION, Bytes.utf8("another")))));
    assertRefused(
        "conductor-protocol", conversation(right).take(Frame.write(call("open", wanted(1)))));
  }

  @Test
  void nonsenseAfterAToken_closesTheConnection() throws Exception {
    Conversation conversation = admitted("simulation.open:**");

    assertRefused("conductor-protocol", conversation.take(new byte[] {(byte) 0xc1}));
    assertRefused("conductor-protocol", conversation.take(Frame.write(List.of("call", "x"))));
  }

  @Test
  void argumentsOutOfRange_areRefused() throws Exception {
    Conversation conversation = admitted("simulation.open,reset,step,close:**");

    for (long environments : new long[] {0, -1, 1_025, Long.MAX_VALUE}) {
      assertEquals(
          "argument-range", answer(conversation, call("open", wanted(environments))).get(2));
    }
    answer(conversation, call("open", wanted(1)));
    assertEquals(
        "argument-range", answer(conversation, call("step", 1L, Bytes.utf8("abc"))).get(2));
    assertEquals("argument-type", answer(conversation, call("step", 1L, 5L)).get(2));
    assertEquals("argument-range", answer(conversation, call("reset", 1L, List.of())).get(2));
    assertEquals("conductor-unknown-operation", answer(conversation, call("getClass")).get(2));
  }

  @Test
  void floodsOfOperationsThatAreNone_closeTheConnection() throws Exception {
    Conversation conversation = admitted("simulation.open:**");
    byte[] nothing = Frame.write(call("getClass"));
    for (int asked = 0; asked < 100; asked++) {
      assertEquals(Conversation.End.OPEN, conversation.take(nothing).end());
    }

    assertRefused("conductor-flood", conversation.take(nothing));
  }

  @Test
  void notTooManyBatches_areOpen() throws Exception {
    Conversation conversation = admitted("simulation.open:**");
    for (int batch = 0; batch < 16; batch++) {
      answer(conversation, call("open", wanted(1)));
    }

    assertEquals("conductor-too-many", answer(conversation, call("open", wanted(1))).get(2));
  }

  @Test
  void theEndOfAConnection_closesWhatItOpened() throws Exception {
    Conversation first = admitted("simulation.open,close:**");
    Conversation second = admitted("simulation.open,close:**");
    answer(second, call("open", wanted(1)));
    for (int batch = 0; batch < 15; batch++) {
      answer(first, call("open", wanted(1)));
    }
    assertEquals("conductor-too-many", answer(second, call("open", wanted(1))).get(2));

    assertEquals(15, first.end());

    assertEquals("returned", answer(second, call("open", wanted(1))).getFirst());
    assertEquals("returned", answer(second, call("close", 1L)).getFirst(), "its own is open");
  }

  @Test
  void anyBytes_areAFrameOrRefused() {
    SplittableRandom random = new SplittableRandom(3);
    byte[] sound = Frame.write(call("open", wanted(1)));
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] frame = i % 2 == 0 ? new byte[random.nextInt(1, 64)] : sound.clone();
      if (i % 2 == 0) {
        random.nextBytes(frame);
      } else {
        frame[random.nextInt(frame.length)] = (byte) random.nextInt();
      }
      try {
        Frame.read(frame);
      } catch (FrameException e) {
        refused++;
      }
    }
    assertTrue(refused > 10_000, "refused " + refused);
  }

  @Test
  void frames_allocateNothingForWhatTheyCannotHold() {
    byte[] longList = {(byte) 0xdd, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff};
    byte[] longBytes = {(byte) 0x91, (byte) 0xc6, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff};

    for (byte[] frame : List.of(longList, longBytes)) {
      assertThrows(FrameException.class, () -> Frame.read(frame));
    }
  }
}
