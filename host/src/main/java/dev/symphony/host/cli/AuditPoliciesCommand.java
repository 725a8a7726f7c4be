package dev.symphony.host.cli;

import dev.symphony.document.DocumentException;
import dev.symphony.host.UserError;
import dev.symphony.host.service.Services;
import dev.symphony.host.session.PolicyPlace;
import dev.symphony.policy.PolicySchema;
import dev.symphony.policy.PolicySource;
import dev.symphony.policy.change.PolicyLint;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code symphony audit policies}. */
@Command(
    name = "policies",
    mixinStandardHelpOptions = true,
    description =
        "Examines a policy set: what never applies, is shadowed, contradicted or too broad.",
    footer = {"", "Exit code 1 when there is a finding, unless it is just a missing end."})
final class AuditPoliciesCommand extends AtHome {
  @Parameters(
      arity = "0..1",
      paramLabel = "SET|FILE",
      description = "A set that comes with Symphony, or a file (default: the set in force).")
  private Optional<String> set = Optional.empty();

  AuditPoliciesCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError {
    PolicySource source =
        set.map(PolicyPlace::named)
            .orElseGet(() -> PolicyPlace.of(Optional.of(directory()), surroundings().environment()))
            .read();
    List<PolicyLint.Finding> findings = lint(source);
    Terminal terminal = terminal();
    if (wantsJson()) {
      terminal.line(JsonText.compact(Map.of("set", source.name(), "findings", maps(findings))));
    } else {
      findings.forEach(f ->
          terminal.line(
              source.name()
                  + ":"
                  + f.line()
                  + ": "
                  + f.policy()
                  + ": "
                  + f.message()
                  + " ["
                  + id(f)
                  + "]"));
      terminal.note(source.name() + ": " + findings.size() + " findings");
    }
    return findings.stream().allMatch(f -> f.kind() == PolicyLint.Kind.MISSING_EXPIRY)
        ? ExitCode.OK
        : ExitCode.FAILED;
  }

  private static List<PolicyLint.Finding> lint(PolicySource source) throws UserError {
    try {
      return PolicyLint.of(source, PolicySchema.of(Services.CATALOG));
    } catch (DocumentException e) {
      throw new UserError(e.problems().getFirst().code(), String.valueOf(e.getMessage()), e);
    }
  }

  private static List<Map<String, Object>> maps(List<PolicyLint.Finding> findings) {
    return findings.stream()
        .map(f ->
            Map.<String, Object>of(
                "kind",
                id(f),
                "policy",
                f.policy(),
                "line",
                (long) f.line(),
                "message",
                f.message()))
        .toList();
  }

  private static String id(PolicyLint.Finding finding) {
    return finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
