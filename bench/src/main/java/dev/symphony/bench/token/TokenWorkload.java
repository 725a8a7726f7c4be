package dev.symphony.bench.token;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.Datalog;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.token.UnverifiedToken;
import java.security.SecureRandom;
import java.util.List;

/** The texts and tokens of workload W7. */
final class TokenWorkload {
  static final List<String> AUTHORITY =
      List.of("user(\"alice\")", "right(\"file1\", \"read\")", "right(\"file2\", \"read\")");
  static final String AUTHORITY_CHECK = "check if resource($r), operation($o), right($r, $o)";
  static final String ATTENUATION = "check if time($t), $t <= 2099-01-01T00:00:00Z";
  static final List<String> REQUEST =
      List.of("resource(\"file1\")", "operation(\"read\")", "time(2026-01-01T00:00:00Z)");
  static final List<String> POLICIES =
      List.of("deny if operation(\"write\")", "allow if user(\"alice\")");

  private static final String SECRET =
      "99e87b0e9158531eeeb503ff15266e2b23c2a2507b138c9d1b1f2ab458df2d61";

  private TokenWorkload() {}

  static PrivateKey root() {
    return PrivateKey.of(Algorithm.ED25519, Bytes.fromHex(SECRET));
  }

  static String authorityText() {
    return String.join("; ", AUTHORITY) + "; " + AUTHORITY_CHECK + ";";
  }

  static String programText() {
    return String.join("; ", REQUEST) + "; " + String.join("; ", POLICIES) + ";";
  }

  /** A token with so many blocks. */
  static UnverifiedToken token(int blocks) {
    SecureRandom random = new SecureRandom();
    UnverifiedToken token = UnverifiedToken.mint(root(), Datalog.block(authorityText()), random);
    for (int i = 1; i < blocks; i++) {
      token = token.attenuate(Datalog.block(ATTENUATION + ";"), random);
    }
    return token;
  }
}
