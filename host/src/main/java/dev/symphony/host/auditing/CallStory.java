package dev.symphony.host.auditing;

import dev.symphony.audit.AuditFilter;
import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.AuditReader;
import dev.symphony.audit.AuditRecord;
import dev.symphony.capabilities.right.Right;
import dev.symphony.capabilities.right.RightSyntaxException;
import dev.symphony.document.DocumentException;
import dev.symphony.host.UserError;
import dev.symphony.host.service.Services;
import dev.symphony.host.session.PolicyPlace;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.policy.GrantDecision;
import dev.symphony.kernel.policy.GrantRequest;
import dev.symphony.policy.CedarGrantPolicy;
import dev.symphony.policy.PolicySource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a call was allowed or refused: from the record of the call back over the grant that it went
 * through and what that grant was derived from, to the policy that decides about such a right.
 */
public final class CallStory {
  private final Map<String, AuditRecord> grants = new HashMap<>();
  private final Map<String, AuditRecord> tokens = new HashMap<>();
  private final List<AuditRecord> decisions = new ArrayList<>();
  private Optional<AuditRecord> call = Optional.empty();

  private CallStory() {}

  /**
   * Reads what the log in {@code directory} knows of the record with this number.
   *
   * @throws UserError {@code audit-no-record} when there is none
   */
  public static CallStory read(Path directory, long sequence) throws AuditLogException, UserError {
    CallStory story = new CallStory();
    new AuditReader(directory).read(AuditFilter.ALL, record -> story.take(record, sequence));
    if (story.call.isEmpty()) {
      throw new UserError("audit-no-record", "the log has no record " + sequence);
    }
    return story;
  }

  private void take(AuditRecord record, long sequence) {
    if (record.sequence() == sequence) {
      call = Optional.of(record);
    }
    if (call.isPresent() && record.sequence() > sequence) {
      return;
    }
    if (record.type() == AuditRecord.Type.GRANTED) {
      grants.put(record.field("grant"), record);
    } else if (record.type() == AuditRecord.Type.TOKEN_ADMITTED) {
      tokens.put(record.field("grant"), record);
    } else if (record.type() == AuditRecord.Type.DECIDED) {
      decisions.add(record);
    }
  }

  /** The story, one line for each step, the call first. */
  public List<String> lines(PolicyPlace policy) throws UserError {
    AuditRecord record = call.orElseThrow();
    List<String> lines = new ArrayList<>();
    lines.add(
        Instant.ofEpochMilli(record.epochMillis()) + " " + record.subject() + " " + words(record));
    Optional<AuditRecord> grant = Optional.ofNullable(grants.get(record.field("grant")));
    if (grant.isEmpty()) {
      lines.add("the log knows nothing of the grant " + record.field("grant"));
      return lines;
    }
    String right = grant.get().field("right");
    for (Optional<AuditRecord> at = grant; at.isPresent(); at = parent(at.get())) {
      lines.add(
          "through grant "
              + at.get().field("grant")
              + " of "
              + at.get().subject()
              + ": "
              + at.get().field("right")
              + (at.get().subject().startsWith("token of ") ? " (carried by a token)" : ""));
      lines.addAll(blocks(at.get()));
    }
    lines.add(policyWords(record.subject(), right, policy));
    decisions.stream()
        .filter(d -> isAbout(record.subject(), d.subject()))
        .forEach(d -> lines.add(decisionWords(d)));
    return lines;
  }

  private List<String> blocks(AuditRecord grant) {
    AuditRecord token = tokens.get(grant.field("grant"));
    List<String> lines = new ArrayList<>();
    for (int i = 0; token != null && !token.field("block" + i).isEmpty(); i++) {
      lines.add(
          (i == 0 ? "by the token's block of the issuer: " : "narrowed by its block " + i + ": ")
              + token.field("block" + i));
    }
    return lines;
  }

  private static String decisionWords(AuditRecord decision) {
    return "decided on "
        + Instant.ofEpochMilli(decision.epochMillis())
        + " by "
        + decision.field("who")
        + ": "
        + decision.subject()
        + " "
        + decision.field("decision")
        + " "
        + decision.field("detail");
  }

  private static boolean isAbout(String subject, String other) {
    return !other.isEmpty() && named(subject).equals(named(other));
  }

  /** The extension, without its version and without the number of the run. */
  private static String named(String subject) {
    return subject.replaceFirst("[@#].*", "");
  }

  private Optional<AuditRecord> parent(AuditRecord grant) {
    return Optional.ofNullable(grants.get(grant.field("parent")));
  }

  private static String words(AuditRecord record) {
    String call =
        record.field("service")
            + "."
            + record.field("operation")
            + (record.field("resource").isEmpty() ? "" : "(\"" + record.field("resource") + "\")");
    return switch (record.type()) {
      case CALLED -> "called " + call + ", and the gate let it through";
      case REFUSED -> "called " + call + ", and the gate refused: " + record.field("code");
      case CALL_FAILED -> "called " + call + ", which failed: " + record.field("code");
      default -> record.type().id() + " " + record.fields();
    };
  }

  private static String policyWords(String subject, String right, PolicyPlace policy)
      throws UserError {
    int slash = subject.indexOf('/');
    int at = subject.indexOf('@');
    if (slash < 0 || at < slash) {
      return "no policy was asked: " + subject + " is no extension";
    }
    try {
      GrantRequest request =
          new GrantRequest(
              new GrantRequest.Requester(
                  subject.substring(0, slash), subject.substring(slash + 1, at), "operator"),
              Right.parse(right),
              IsolationLabel.parse("process"));
      PolicySource source = policy.read();
      CedarGrantPolicy deciding = CedarGrantPolicy.of(source, Services.CATALOG);
      return switch (deciding.decide(request)) {
        case GrantDecision.Granted g ->
            "the policy set "
                + source.name()
                + " grants "
                + g.right()
                + " to it by "
                + String.join(", ", deciding.permitting(request));
        case GrantDecision.Refused r ->
            "the policy set "
                + source.name()
                + " does not grant it: "
                + r.refusals().getFirst().reason();
      };
    } catch (DocumentException e) {
      throw new UserError(e.problems().getFirst().code(), String.valueOf(e.getMessage()), e);
    } catch (RightSyntaxException e) {
      return right.endsWith(".")
          ? "nothing of this service was granted to it"
          : "the log keeps the right shortened, so the policy can't be asked again";
    }
  }
}
