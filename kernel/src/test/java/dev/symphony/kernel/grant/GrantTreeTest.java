package dev.symphony.kernel.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.ManualClock;
import dev.symphony.kernel.RecordedAudit;
import dev.symphony.kernel.Shelf;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.gate.DenialReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GrantTreeTest {
  private static final int ADD = 1;

  private final RecordedAudit audit = new RecordedAudit();
  private final GrantTree tree = new GrantTree(new ManualClock(), audit);
  private final Holder holder = new Holder("h");

  private Grant root(String right) {
    return tree.mintRoot(holder, Right.parse(right), Shelf.object(), AuditDetail.EACH_CALL);
  }

  private Grant derive(Grant parent, String right) {
    return tree.derive(parent, holder, Right.parse(right)).orElseThrow();
  }

  private static @Nullable DenialReason add(Grant grant) {
    return grant.refusal(ADD, new Object[] {1L, 1L});
  }

  @Test
  void derivedGrant_neverAllowsMoreThanItsParent() {
    Grant parent = root("shelf.get:a/**");
    Grant child = derive(parent, "shelf.*:**");
    assertEquals(DenialReason.NOT_GRANTED, add(child));
    assertEquals(DenialReason.RESOURCE, child.refusal(0, new Object[] {"b"}));
    assertNull(child.refusal(0, new Object[] {"a/b"}));
  }

  @Test
  void siblings_shareTheQuotaOfTheirParent() {
    Grant parent = root("shelf.*:**;calls=3");
    Grant left = derive(parent, "shelf.*");
    Grant right = derive(parent, "shelf.*;calls=2");
    assertNull(add(left));
    assertNull(add(left));
    assertNull(add(right));
    assertEquals(DenialReason.CALL_QUOTA, add(right));
    assertEquals(DenialReason.CALL_QUOTA, add(parent));
  }

  @Test
  void revoking_takesDescendantsAlong_andNobodyElse() {
    Grant root = root("shelf.*");
    Grant middle = derive(root, "shelf.*");
    Grant leaf = derive(middle, "shelf.*");
    Grant sibling = derive(root, "shelf.*");
    assertEquals(2, tree.revoke(middle));
    assertEquals(DenialReason.REVOKED, add(middle));
    assertEquals(DenialReason.REVOKED, add(leaf));
    assertNull(add(sibling));
    assertNull(add(root));
    assertEquals(0, tree.revoke(leaf));
    assertEquals(2, audit.of(AuditEvent.Revoked.class).getFirst().ended());
  }

  @Test
  void revokedParent_hasNoMoreChildren() {
    Grant root = root("shelf.*");
    tree.revoke(root);
    assertTrue(tree.derive(root, holder, Right.to("shelf", "*")).isEmpty());
  }

  @Test
  void revokingInAnyOrder_keepsTheTreeWhole() {
    Grant root = root("shelf.*");
    List<Grant> children = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      children.add(derive(root, "shelf.*"));
    }
    tree.revoke(children.get(9));
    tree.revoke(children.get(0));
    tree.revoke(children.get(5));
    assertEquals(8, tree.revoke(root));
    assertTrue(children.stream().allMatch(Grant::isRevoked));
  }

  @Test
  void derivingWhileRevoking_leavesNoLiveOrphan() throws InterruptedException {
    for (int round = 0; round < 200; round++) {
      Grant root = root("shelf.*");
      List<Grant> made = new CopyOnWriteArrayList<>();
      AtomicBoolean stop = new AtomicBoolean();
      Thread deriver =
          Thread.startVirtualThread(() -> {
            while (!stop.get()) {
              tree.derive(root, holder, Right.to("shelf", "*")).ifPresent(made::add);
            }
          });
      Thread.onSpinWait();
      tree.revoke(root);
      stop.set(true);
      deriver.join();
      assertTrue(made.stream().allMatch(Grant::isRevoked));
    }
  }

  @Test
  void deepAndWideTrees_areRevokedWhole() {
    Grant root = root("shelf.*");
    Grant deepest = root;
    for (int i = 0; i < 2_000; i++) {
      deepest = derive(deepest, "shelf.*");
      derive(root, "shelf.*");
    }
    assertFalse(deepest.isRevoked());
    assertEquals(4_001, tree.revoke(root));
    assertTrue(deepest.isRevoked());
  }
}
