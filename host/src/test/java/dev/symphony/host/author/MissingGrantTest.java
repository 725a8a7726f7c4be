package dev.symphony.host.author;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.Right;
import dev.symphony.document.DocumentException;
import dev.symphony.host.SystemClock;
import dev.symphony.host.service.Services;
import dev.symphony.kernel.gate.DenialReason;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Continuity;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.GrantTree;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceObject;
import dev.symphony.registry.manifest.ManifestReader;
import dev.symphony.registry.manifest.RequestedCapability;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The advice for a refused call, written into the manifest, asks for just that call. */
class MissingGrantTest {
  private static final String HEAD =
      """
      [extension]
      name = "a"
      version = "1.0.0"
      publisher = "p"
      kind = "operator"
      [code]
      language = "js"
      entry = "main.mjs"
      """;
  private static final String FILES =
      """
      [[capability]]
      service = "files"
      operations = ["read"]
      resource = "src/**"
      reason = "r"
      """;

  private static List<RequestedCapability> capabilities(String blocks) throws DocumentException {
    return ManifestReader.read("extension.toml", Bytes.utf8(HEAD + blocks)).capabilities();
  }

  private static GateCrossing refused(
      String service, String operation, String resource, DenialReason reason) {
    ServiceDeclaration declaration = Services.CATALOG.find(service).orElseThrow();
    Grant grant =
        new GrantTree(new SystemClock(), event -> {}, Continuity.ofOneRun())
            .mintRoot(
                new Holder("a"),
                Right.toNothing(service),
                ServiceObject.absent(declaration),
                AuditDetail.EACH_CALL);
    return GateCrossing.of(
        grant,
        declaration.operation(operation).orElseThrow().index(),
        resource,
        new GateCrossing.Refused(reason));
  }

  private static Optional<MissingGrant> advice(
      String service, String operation, String resource, DenialReason reason, String manifest)
      throws DocumentException {
    return MissingGrant.of(
        refused(service, operation, resource, reason), reason, capabilities(manifest));
  }

  @Test
  void whatWasNeverAskedFor_getsABlockThatTheReaderTakes() throws DocumentException {
    MissingGrant missing =
        advice("http", "request", "GET https://example.com/a\"b", DenialReason.NOT_GRANTED, FILES)
            .orElseThrow();

    RequestedCapability asked = capabilities(missing.toml()).getFirst();

    assertEquals(Right.to("http", "request").on("GET https://example.com/a\"b"), asked.right());
  }

  @Test
  void aCallWithoutAResource_asksForNone() throws DocumentException {
    MissingGrant missing =
        advice("clock", "now", "", DenialReason.NOT_GRANTED, FILES).orElseThrow();

    assertEquals(Right.to("clock", "now"), capabilities(missing.toml()).getFirst().right());
  }

  @Test
  void aPrefix_asksForTheDirectoryAroundIt() throws DocumentException {
    MissingGrant missing =
        advice("kv", "list", "notes/2026", DenialReason.NOT_GRANTED, FILES).orElseThrow();

    assertTrue(missing.toml().contains("resource = \"notes/**\""), missing::toml);
  }

  @Test
  void anotherOperationOnTheSameResource_isNamedInTheBlockThatIsThere() throws DocumentException {
    MissingGrant missing =
        advice("files", "stat", "src/a", DenialReason.NOT_GRANTED, FILES).orElseThrow();

    assertEquals("operations = [\"read\", \"stat\"]", missing.toml());
    assertTrue(missing.what().contains("[[capability]] for files"), missing::what);
  }

  @Test
  void aResourceOutsideOfThePatterns_isAddedToThem() throws DocumentException {
    MissingGrant missing =
        advice("files", "read", "README.md", DenialReason.RESOURCE, FILES).orElseThrow();

    assertEquals("resource = [\"src/**\", \"README.md\"]", missing.toml());
  }

  @Test
  void aLimitThatIsUsedUp_isNamed() throws DocumentException {
    assertTrue(
        advice("files", "read", "src/a", DenialReason.CALL_QUOTA, FILES)
            .orElseThrow()
            .what()
            .contains("'calls'"));
  }

  @Test
  void whatNoManifestCanHelp_getsNoAdvice() throws DocumentException {
    assertEquals(Optional.empty(), advice("files", "read", "src/a", DenialReason.REVOKED, FILES));
  }
}
