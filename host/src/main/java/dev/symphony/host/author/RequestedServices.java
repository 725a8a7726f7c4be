package dev.symphony.host.author;

import dev.symphony.capabilities.right.Right;
import dev.symphony.document.DocumentException;
import dev.symphony.document.Nearest;
import dev.symphony.document.Section;
import dev.symphony.document.TomlDocument;
import dev.symphony.host.service.Services;
import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.registry.manifest.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Checks that the services and operations that a manifest asks for are there in this version. The
 * reader of manifests does not: an extension may be meant for a later version.
 */
final class RequestedServices {
  private RequestedServices() {}

  /**
   * Checks a manifest that has been read already.
   *
   * @throws DocumentException with a problem at the place of every name that there is not
   */
  static void check(Path directory, ExtensionSource source) throws DocumentException {
    TomlDocument document =
        TomlDocument.parse(
            directory.resolve(Manifest.FILE_NAME).toString(), "manifest", source.manifestText());
    for (Section capability : document.root().sections("capability")) {
      document.attempt(() -> checked(capability));
    }
    document.throwIfRejected();
  }

  private static String checked(Section capability) {
    String name = capability.text("service");
    List<String> services =
        Services.CATALOG.declarations().stream().map(ServiceDeclaration::name).toList();
    Optional<ServiceDeclaration> service = Services.CATALOG.find(name);
    if (service.isEmpty()) {
      throw capability.rejected(
          "service", "there is no service '" + name + "'" + among(name, services));
    }
    List<String> operations =
        service.get().operations().stream().map(OperationDeclaration::name).toList();
    for (String operation : capability.texts("operations")) {
      if (!operation.equals(Right.EVERY_OPERATION) && !operations.contains(operation)) {
        throw capability.rejected(
            "operations",
            "'" + name + "' has no operation '" + operation + "'" + among(operation, operations));
      }
    }
    return name;
  }

  private static String among(String name, List<String> known) {
    return Nearest.hint(name, known) + " (allowed: " + String.join(", ", known) + ")";
  }
}
