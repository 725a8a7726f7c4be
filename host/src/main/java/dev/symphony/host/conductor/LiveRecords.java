package dev.symphony.host.conductor;

import dev.symphony.capabilities.Bytes;
import dev.symphony.conductor.live.Advice;
import dev.symphony.conductor.live.LiveDecision;
import dev.symphony.conductor.live.LiveLog;
import dev.symphony.host.episode.EpisodeFile;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.audit.AuditPort;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decisions go to the episode log; what goes wrong goes there and into the audit log. */
public final class LiveRecords implements LiveLog {
  private final EpisodeFile episodes;
  private final AuditPort audit;
  private final KernelClock clock;

  /** Records of a session. */
  public LiveRecords(EpisodeFile episodes, AuditPort audit, KernelClock clock) {
    this.episodes = episodes;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void decided(LiveDecision decision) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("id", decision.question().id());
    line.put("run", decision.question().run());
    line.put("digest", digest(decision.question().rows()));
    line.put("mask", decision.question().actions());
    line.put("rows", Base64.getEncoder().encodeToString(decision.question().rows().toArray()));
    line.put("heuristic", decision.heuristic());
    line.put("advice", decision.advice().map(Advice::action).orElse(null));
    line.put("probability", decision.advice().map(Advice::probability).orElse(null));
    line.put("policy", decision.advice().map(Advice::policy).orElse(null));
    line.put("action", decision.taken());
    line.put("by", decision.by().name().toLowerCase(Locale.ROOT));
    line.put("incident", decision.incident());
    episodes.append("decision", line);
  }

  static String digest(Bytes rows) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(rows.toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void incident(String run, String code, String detail) {
    episodes.append("incident", Map.of("run", run, "code", code, "detail", detail));
    audit.record(new AuditEvent.Decided(clock.epochMillis(), "conductor", run, code, detail));
  }
}
