package dev.symphony.registry.publication;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Json;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.registry.manifest.ExtensionIdentity;
import java.util.TreeMap;

/**
 * Writes the bill of materials of an extension, CycloneDX 1.6: every file that it consists of, and
 * its model. An extension imports nothing that is not among its files.
 */
final class Sbom {
  private Sbom() {}

  static Bytes of(ExtensionSource source) {
    ExtensionIdentity identity = source.manifest().identity();
    ObjectNode root = Json.object();
    root.put("bomFormat", "CycloneDX");
    root.put("specVersion", "1.6");
    root.put("version", 1);
    ObjectNode subject = root.putObject("metadata").putObject("component");
    subject.put("type", "application");
    subject.put("bom-ref", identity.reference());
    subject.put("publisher", identity.publisher());
    subject.put("name", identity.name());
    subject.put("version", identity.version());
    if (!identity.description().isEmpty()) {
      subject.put("description", identity.description());
    }
    if (!identity.licence().isEmpty()) {
      subject.putArray("licenses").addObject().put("expression", identity.licence());
    }
    ArrayNode components = root.putArray("components");
    new TreeMap<>(source.files())
        .forEach((path, content) -> component(components, "file", path, content));
    source
        .model()
        .ifPresent(model ->
            component(
                components,
                "machine-learning-model",
                source.manifest().model().orElseThrow().path(),
                model));
    return Json.bytes(root);
  }

  private static void component(ArrayNode components, String type, String name, Bytes content) {
    ObjectNode component = components.addObject();
    component.put("type", type);
    component.put("bom-ref", type + ":" + name);
    component.put("name", name);
    component
        .putArray("hashes")
        .addObject()
        .put("alg", "SHA-256")
        .put("content", Digest.of(content).hex());
  }
}
