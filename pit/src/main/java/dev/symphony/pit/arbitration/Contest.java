package dev.symphony.pit.arbitration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One resource with who has what of it and who waits. Guarded by the lock of its engine. */
final class Contest {
  private final ContendedResource resource;
  private final int mostBypasses;
  private final List<Claim> waiting = new ArrayList<>();
  private final Map<Long, Ruling> held = new HashMap<>();
  private final Map<String, Long> served = new LinkedHashMap<>();
  private long free;

  /** A contest; nobody is passed by more than {@code mostBypasses} times. */
  Contest(ContendedResource resource, int mostBypasses) {
    this.resource = resource;
    this.mostBypasses = mostBypasses;
    this.free = resource.capacity();
  }

  Ruling ask(Claim claim) {
    if (claim.amount() < 1 || claim.amount() > resource.capacity()) {
      return Ruling.denied(
          claim.request(), "there are only " + resource.capacity() + " of it in all");
    }
    if (waiting.isEmpty() && claim.amount() <= free) {
      return grant(claim, "nobody else waits for it");
    }
    if (waiting.size() >= resource.maxWaiting()) {
      return Ruling.denied(claim.request(), waiting.size() + " requests wait already");
    }
    waiting.add(claim);
    return look(claim.request());
  }

  private Ruling grant(Claim claim, String rationale) {
    free -= claim.amount();
    long before = Optional.ofNullable(served.remove(claim.party())).orElse(0L);
    served.put(claim.party(), before + claim.amount());
    Ruling ruling = Ruling.granted(claim.request(), claim.amount(), rationale);
    held.put(claim.request(), ruling);
    return ruling;
  }

  Ruling look(long request) {
    Ruling ruling = held.get(request);
    if (ruling != null) {
      return ruling;
    }
    for (int place = 0; place < waiting.size(); place++) {
      if (waiting.get(place).request() == request) {
        return Ruling.deferred(
            request,
            free + " of " + resource.capacity() + " are free, and " + place + " came before");
      }
    }
    return Ruling.denied(request, "there is no such request any more");
  }

  void release(long request) {
    Ruling ruling = held.remove(request);
    if (ruling != null) {
      free += ruling.amount();
    }
    waiting.removeIf(claim -> claim.request() == request);
    serveWaiting();
  }

  /**
   * Serves in turn; who is next and needs more than is free is waited for, so that it comes to it.
   */
  private void serveWaiting() {
    while (!waiting.isEmpty()) {
      Claim next = next();
      if (next.amount() > free) {
        return;
      }
      waiting.removeIf(claim -> claim.request() == next.request());
      waiting.replaceAll(claim -> claim.request() < next.request() ? claim.passedBy() : claim);
      grant(next, mayStarve(next) ? "it has waited longest" : words());
    }
  }

  private String words() {
    return resource.strategy().words();
  }

  /** Where every party has its turn anyhow, old requests of a greedy one are no reason. */
  private boolean mayStarve(Claim claim) {
    return claim.bypassed() >= mostBypasses && !resource.strategy().turnsByParty();
  }

  private Claim next() {
    Claim oldest = waiting.getFirst();
    return mayStarve(oldest) ? oldest : resource.strategy().next(waiting, served);
  }

  Fairness fairness() {
    return Fairness.of(served);
  }
}
