package dev.symphony.host.author.testing;

import dev.symphony.capabilities.right.Right;
import dev.symphony.document.Nearest;
import dev.symphony.host.UserError;
import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.ServiceCatalog;
import dev.symphony.kernel.service.ServiceDeclaration;
import java.util.List;

/** Finds the services that a manifest asks for, and says what there is instead. */
final class RequestedServices {
  private RequestedServices() {}

  static ServiceDeclaration of(Right right, ServiceCatalog catalog) throws UserError {
    List<String> known = catalog.declarations().stream().map(ServiceDeclaration::name).toList();
    ServiceDeclaration service =
        catalog
            .find(right.service())
            .orElseThrow(() ->
                new UserError(
                    "service-unknown",
                    "there is no service '"
                        + right.service()
                        + "'"
                        + among(right.service(), known)));
    List<String> operations =
        service.operations().stream().map(OperationDeclaration::name).toList();
    for (String operation : right.operations()) {
      if (!operation.equals(Right.EVERY_OPERATION) && !operations.contains(operation)) {
        throw new UserError(
            "operation-unknown",
            "'"
                + right.service()
                + "' has no operation '"
                + operation
                + "'"
                + among(operation, operations));
      }
    }
    return service;
  }

  private static String among(String name, List<String> known) {
    return Nearest.hint(name, known) + " (there are: " + String.join(", ", known) + ")";
  }
}
