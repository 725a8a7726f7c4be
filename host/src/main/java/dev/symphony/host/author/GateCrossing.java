package dev.symphony.host.author;

import dev.symphony.kernel.gate.DenialReason;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.Resource;
import java.util.List;

/**
 * A call of a guest, as the gate saw it.
 *
 * @param grant through which it came
 * @param service the service
 * @param operation the operation; {@code ?} when the service has none at that place
 * @param resource what it named, or empty
 * @param result what became of it
 */
public record GateCrossing(
    Grant grant, String service, String operation, String resource, Result result) {

  /** What became of a call. */
  public sealed interface Result permits Passed, Refused, Failed {}

  /** It passed, and is about to run. */
  public record Passed() implements Result {}

  /** It was refused. */
  public record Refused(DenialReason reason) implements Result {}

  /** It had passed, and failed in the service. */
  public record Failed(String code) implements Result {}

  /** The resource pattern that a right has to name for the call to pass. */
  String neededPattern() {
    boolean prefix =
        grant.target().declaration().operations().stream()
            .filter(o -> o.name().equals(operation))
            .anyMatch(o -> o.resourceForm() == Resource.Form.PREFIX);
    return prefix ? resource.substring(0, resource.lastIndexOf('/') + 1) + "**" : resource;
  }

  static GateCrossing of(Grant grant, int operation, String resource, Result result) {
    List<OperationDeclaration> operations = grant.target().declaration().operations();
    String name =
        operation >= 0 && operation < operations.size() ? operations.get(operation).name() : "?";
    return new GateCrossing(grant, grant.right().service(), name, resource, result);
  }
}
