package dev.symphony.host.cli;

import dev.symphony.capabilities.authority.Authority;
import dev.symphony.capabilities.token.TokenException;
import dev.symphony.capabilities.token.UnverifiedToken;
import dev.symphony.capabilities.token.Verification;
import dev.symphony.host.UserError;
import dev.symphony.host.service.Services;
import dev.symphony.host.token.TokenStory;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code symphony token inspect}. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description =
        "Explains what a token allows, until when, for whom, and what was narrowed where.",
    footer = {
      "",
      "Examples:",
      "  symphony token inspect t.bc",
      "  symphony token inspect t.bc --public-key ed25519/HEX --json"
    })
final class TokenInspectCommand extends JsonCommand {
  @Parameters(paramLabel = "TOKEN_FILE", description = "The token; '-' reads standard input.")
  private String file = "";

  @Mixin private TrustOptions trust = new TrustOptions();

  TokenInspectCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError, IOException {
    try {
      UnverifiedToken token = TokenCommand.read(file, surroundings());
      TokenStory story = TokenStory.of(token.contents(), Services.CATALOG);
      String signatures = signatures(token);
      if (wantsJson()) {
        terminal().line(JsonText.compact(json(token, story, signatures)));
      } else {
        print(token, story, signatures);
      }
      return ExitCode.OK;
    } catch (TokenException e) {
      throw TokenCommand.error(e);
    }
  }

  private String signatures(UnverifiedToken token) throws UserError, IOException {
    if (!trust.hasKeys(surroundings())) {
      return "not checked: give --public-key or --home";
    }
    return switch (trust.verify(token, surroundings())) {
      case Verification.Rejected(var error) ->
          "do not hold: " + error.code() + ": " + error.detail();
      case Verification.Verified(var verified) ->
          trust.isRevoked(verified, surroundings())
              ? "hold, but the token has been revoked"
              : "hold, by the root key " + verified.rootKey();
    };
  }

  private void print(UnverifiedToken token, TokenStory story, String signatures) {
    Terminal out = terminal();
    out.line(
        "A token of %d %s, %s."
            .formatted(
                token.blockCount(),
                token.blockCount() == 1 ? "block" : "blocks",
                token.isSealed()
                    ? "sealed: nobody can narrow it"
                    : "open: a holder can narrow it"));
    out.line("Signatures   " + signatures);
    token.rootKeyId().ifPresent(id -> out.line("Root key     " + Integer.toUnsignedString(id)));
    out.line(
        "Carries      "
            + story
                .authority()
                .map(TokenInspectCommand::carried)
                .orElse("no grant of a Symphony home"));
    out.line(
        "For          "
            + (story.holders().isEmpty()
                ? "whoever has it"
                : "the holder of " + String.join(", ", story.holders())));
    out.line("Until        " + story.until().map(Object::toString).orElse("no end is stated"));
    for (int i = 0; i < story.blocks().size(); i++) {
      print(i, story.blocks().get(i));
    }
    token.revocationIds().forEach(id -> out.line("Revocation id  " + id));
  }

  private static String carried(Authority authority) {
    String object =
        authority.object().isEmpty() ? "" : " over the object '" + authority.object() + "'";
    return "grant g"
        + authority.grant().id()
        + ": "
        + authority.grant().right()
        + object
        + (authority.chain().size() == 1
            ? ""
            : ", derived from "
                + String.join(
                    ", ",
                    authority.chain().stream()
                        .skip(1)
                        .map(g -> "g" + g.id() + ": " + g.right())
                        .toList()));
  }

  private void print(int index, TokenStory.BlockStory block) {
    terminal().line("");
    terminal().line("Block " + index + ", " + block.author());
    for (TokenStory.CheckStory check : block.checks()) {
      terminal().line("  " + check.words() + "  [" + form(check.form()) + "]");
    }
    block.content().block().facts().forEach(fact -> terminal().line("  states " + fact));
    block.content().block().rules().forEach(rule -> terminal().line("  concludes " + rule));
    if (block.checks().isEmpty()) {
      terminal().line("  narrows nothing");
    }
  }

  private static String form(TokenStory.Form form) {
    return switch (form) {
      case COMPILED -> "compiled";
      case EVALUATED -> "evaluated for every call";
      case FOREIGN -> "for whoever authorizes it";
    };
  }

  private static Map<String, @Nullable Object> json(
      UnverifiedToken token, TokenStory story, String signatures) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("signatures", signatures);
    map.put("rootKeyId", token.rootKeyId().map(Integer::toUnsignedLong).orElse(null));
    map.put("sealed", token.isSealed());
    map.put("grants", story.authority().map(a -> grants(a)).orElse(List.of()));
    map.put("object", story.authority().map(Authority::object).orElse(null));
    map.put("holders", List.copyOf(story.holders()));
    map.put("until", story.until().map(Object::toString).orElse(null));
    map.put("blocks", story.blocks().stream().map(b -> json(b)).toList());
    map.put("revocationIds", token.revocationIds().stream().map(Object::toString).toList());
    return map;
  }

  private static List<Map<String, String>> grants(Authority authority) {
    return authority.chain().stream()
        .map(g -> Map.of("id", "g" + g.id(), "right", g.right().toString()))
        .toList();
  }

  private static Map<String, @Nullable Object> json(TokenStory.BlockStory block) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("author", block.author());
    map.put("facts", block.content().block().facts().stream().map(Object::toString).toList());
    map.put("rules", block.content().block().rules().stream().map(Object::toString).toList());
    map.put(
        "checks",
        block.checks().stream()
            .map(c ->
                Map.of(
                    "text", c.check().toString(),
                    "meaning", c.words(),
                    "form", c.form().name().toLowerCase(Locale.ROOT)))
            .toList());
    return map;
  }
}
