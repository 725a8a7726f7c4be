package dev.symphony.policy.proof;

import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.RecordShape;
import dev.symphony.kernel.service.ValueType;
import dev.symphony.policy.rehearsal.Act;
import dev.symphony.policy.rehearsal.Script;
import dev.symphony.policy.solver.Assignment;
import dev.symphony.policy.solver.Names;
import dev.symphony.policy.world.Authority;
import dev.symphony.policy.world.Held;
import dev.symphony.policy.world.Member;
import dev.symphony.policy.world.Touch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a chain down call by call, as words and as a script. The open activations are a stack:
 * each is called by the one below it.
 */
final class ChainWriter {
  private final Authority authority;
  private final List<String> steps = new ArrayList<>();
  private final List<Script.Scene> scenes = new ArrayList<>();
  private final List<Frame> open = new ArrayList<>();
  private Script.Input input = Script.Input.NOTHING;

  /** An activation: who it is, the right by which the one below calls it, and what it does. */
  private record Frame(String member, int calledBy, List<Act> acts) {}

  ChainWriter(Authority authority) {
    this.authority = authority;
  }

  /** The host runs {@code member}, on nothing. */
  void run(String member) {
    open.add(new Frame(member, -1, new ArrayList<>()));
  }

  /** The one on top reads something, and carries it from now on. */
  void read(Touch touch) {
    act(touch, Act.Answer.CARRIED);
    steps.add(touch.member().name() + " reads " + touch + by(touch.held()));
  }

  /** The one on top makes the call that the chain is about. */
  void reach(Touch touch, String verb) {
    act(touch, Act.Answer.FORGOTTEN);
    steps.add(touch.member().name() + " " + verb + " " + touch + by(touch.held()));
  }

  /** The one on top makes the same call again and again. */
  void repeat(Touch touch, long times) {
    for (long i = 0; i < times; i++) {
      act(touch, Act.Answer.FORGOTTEN);
    }
    steps.add(
        touch.member().name() + " calls " + touch + " " + times + " times" + by(touch.held()));
  }

  /** What a call can carry: nothing, when there is no argument that takes data. */
  static Script.Cargo carries(OperationDeclaration operation) {
    Touch nothing =
        new Touch(
            new Member("no/body", List.of()),
            0,
            operation.name(),
            new Assignment(Map.of(), Map.of(), Set.of()));
    return arguments(operation, nothing).toString().matches(".*\\b(DATA|TEXT|BYTES)\\b.*")
            || Names.isTarget(operation)
        ? Script.Cargo.SECRET
        : Script.Cargo.ANYTHING;
  }

  private void act(Touch touch, Act.Answer answer) {
    OperationDeclaration operation = authority.operation(touch.held().service(), touch.operation());
    top()
        .acts()
        .add(new Act.Call(touch.right(), touch.operation(), arguments(operation, touch), answer));
  }

  /** The one on top calls {@code callee} with what it carries. */
  void callWithData(String callee, int right) {
    steps.add(
        top().member()
            + " calls "
            + callee
            + " and gives it along"
            + by(held(top().member(), right)));
    open.add(new Frame(callee, right, new ArrayList<>()));
  }

  /** The one on top calls {@code callee}. */
  void call(String callee, int right) {
    steps.add(top().member() + " calls " + callee + by(held(top().member(), right)));
    open.add(new Frame(callee, right, new ArrayList<>()));
  }

  /** {@code caller} calls the only one that is open, and carries its answer. */
  void calledBy(String caller, int right) {
    Frame callee = open.removeLast();
    steps.add(
        caller
            + " calls "
            + callee.member()
            + " and gets it as the answer"
            + by(held(caller, right)));
    Frame frame = new Frame(caller, -1, new ArrayList<>());
    frame.acts().add(new Act.Ask(right, callee.member(), callee.acts()));
    open.add(frame);
  }

  /** The one on top keeps what it carries; a later run of {@code reader} gets it. */
  void store(Touch put, Touch get) {
    act(put, Act.Answer.FORGOTTEN);
    steps.add(put.member().name() + " keeps it with " + put + by(put.held()));
    endScene();
    open.add(new Frame(get.member().name(), -1, new ArrayList<>()));
    act(get, Act.Answer.CARRIED);
    steps.add(get.member().name() + " gets it with " + get + by(get.held()));
  }

  /** The host gives the result of the one that is open to {@code to}. */
  void flow(String to, String why) {
    steps.add(
        "the host gives it from " + open.getFirst().member() + " to " + to + " (" + why + ")");
    endScene();
    input = Script.Input.RESULT;
    open.add(new Frame(to, -1, new ArrayList<>()));
  }

  private void endScene() {
    while (open.size() > 1) {
      Frame top = open.removeLast();
      top().acts().add(new Act.Ask(top.calledBy(), top.member(), top.acts()));
    }
    Frame root = open.removeLast();
    scenes.add(new Script.Scene(root.member(), root.acts(), input));
    input = Script.Input.NOTHING;
  }

  /** The whole chain. */
  Chain end(Script.Goal goal, Instant at) {
    endScene();
    return new Chain(steps, new Script(scenes, goal, at));
  }

  private Frame top() {
    return open.getLast();
  }

  private Held held(String member, int right) {
    return authority.world().find(member).orElseThrow().held().get(right);
  }

  private static String by(Held held) {
    return " [" + held + "]";
  }

  /** Arguments like those of the example, with what is carried wherever there is room for it. */
  private static List<@Nullable Object> arguments(OperationDeclaration operation, Touch touch) {
    List<@Nullable Object> arguments = new ArrayList<>();
    for (int i = 0; i < operation.parameters().size(); i++) {
      var parameter = operation.parameters().get(i);
      if (i == operation.resourceParameter()) {
        arguments.add(resource(parameter.type(), touch.resource()));
      } else if (touch.example().texts().containsKey(parameter.name())) {
        arguments.add(touch.example().text(parameter.name()));
      } else if (touch.example().numbers().containsKey(parameter.name())) {
        arguments.add(touch.example().number(parameter.name()));
      } else {
        arguments.add(filling(parameter.type(), parameter.name()));
      }
    }
    return arguments;
  }

  private static @Nullable Object resource(ValueType type, String name) {
    int space = name.indexOf(' ');
    if (!(type instanceof ValueType.RecordOf(RecordShape shape)) || space < 0) {
      return name;
    }
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("method", name.substring(0, space));
    request.put("url", name.substring(space + 1));
    if (shape.fields().stream().anyMatch(field -> field.name().equals("body"))) {
      request.put("body", Act.Hole.DATA);
    }
    return request;
  }

  private static @Nullable Object filling(ValueType type, String name) {
    return switch (type) {
      case ValueType.Simple.ANY -> Act.Hole.DATA;
      case ValueType.Simple.STRING -> name.equals("mediaType") ? "text/plain" : Act.Hole.TEXT;
      case ValueType.Simple.BYTES -> Act.Hole.BYTES;
      case ValueType.Simple.BOOLEAN -> false;
      case ValueType.Simple.INTEGER, ValueType.Simple.NUMBER -> 1L;
      case ValueType.Simple.NOTHING -> null;
      case ValueType.OptionalOf o -> null;
      case ValueType.ListOf l -> List.of();
      case ValueType.MapOf m -> Map.of();
      case ValueType.RecordOf r -> Map.of();
    };
  }
}
