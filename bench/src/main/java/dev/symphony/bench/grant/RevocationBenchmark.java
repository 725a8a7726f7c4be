package dev.symphony.bench.grant;

import dev.symphony.bench.StoppedClock;
import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.GrantTree;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Service;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Revoking one grant with 100,000 descendants, in trees of three shapes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 20)
@Measurement(iterations = 50)
public class RevocationBenchmark {
  private static final int DESCENDANTS = 100_000;
  private static final Holder HOLDER = new Holder("benchmark");
  private static final Right RIGHT = Right.to("bell", "*");

  /** How many children a grant has: all of them, ten, or one. */
  @Param({"100000", "10", "1"})
  int children;

  private GrantTree tree = emptyTree();
  private Grant root = root(tree);

  private static GrantTree emptyTree() {
    return new GrantTree(new StoppedClock(), event -> {});
  }

  private static Grant root(GrantTree tree) {
    ServiceDeclaration bell = ServiceDeclaration.of(Bell.class);
    return tree.mintRoot(HOLDER, RIGHT, ServiceObject.absent(bell), AuditDetail.COUNTED);
  }

  /** Grows a new tree. */
  @Setup(Level.Invocation)
  public void grow() {
    tree = emptyTree();
    root = root(tree);
    List<Grant> grants = new ArrayList<>(DESCENDANTS + 1);
    grants.add(root);
    for (int i = 0; i < DESCENDANTS; i++) {
      grants.add(tree.derive(grants.get(i / children), HOLDER, RIGHT).orElseThrow());
    }
  }

  /** Ends all of them. */
  @Benchmark
  public int revoke() {
    return tree.revoke(root);
  }

  /** A service with nothing to it. */
  @Service(name = "bell", description = "Rings.")
  public interface Bell {
    /** Rings. */
    @Operation(index = 0, description = "Rings.")
    void ring();
  }
}
