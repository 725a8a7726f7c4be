package dev.symphony.pit.arbitration;

import dev.symphony.kernel.service.ServiceFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Decides conflicts over resources, each by the strategy of the resource. Nobody starves: where
 * parties do not have their turns anyhow, a request that was passed by often enough is served next.
 */
public final class ArbitrationEngine implements Arbitration {
  private static final int MOST_BYPASSES = 256;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Contest> contests = new HashMap<>();
  private final Map<Long, Contest> requests = new HashMap<>();
  private long lastRequest;

  /** An engine for {@code resources} whose requests are numbered from 1. */
  public ArbitrationEngine(List<ContendedResource> resources) {
    this(resources, 0);
  }

  /**
   * An engine for {@code resources}.
   *
   * @param lastRequest the number before its first; a successor begins where no number was given
   */
  public ArbitrationEngine(List<ContendedResource> resources, long lastRequest) {
    this.lastRequest = lastRequest;
    resources.forEach(
        resource -> contests.put(resource.name(), new Contest(resource, MOST_BYPASSES)));
  }

  @Override
  public Ruling ask(String resource, String party, long amount, long priority) {
    lock.lock();
    try {
      Contest contest = contest(resource);
      long request = ++lastRequest;
      Ruling ruling = contest.ask(new Claim(request, party, amount, priority, 0));
      if (!ruling.verdict().equals("denied")) {
        requests.put(request, contest);
      }
      return ruling;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Ruling look(long request) {
    lock.lock();
    try {
      Contest contest = requests.get(request);
      return contest == null
          ? Ruling.denied(request, "there is no such request any more")
          : contest.look(request);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void release(long request) {
    lock.lock();
    try {
      Contest contest = requests.remove(request);
      if (contest != null) {
        contest.release(request);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Fairness fairness(String resource) {
    lock.lock();
    try {
      return contest(resource).fairness();
    } finally {
      lock.unlock();
    }
  }

  private Contest contest(String resource) {
    Contest contest = contests.get(resource);
    if (contest == null) {
      throw new ServiceFailure("arbitration-resource-unknown", "there is no such resource");
    }
    return contest;
  }
}
