package dev.symphony.registry.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.Digest;
import dev.symphony.registry.oci.Descriptor;
import dev.symphony.registry.publication.Bundle;
import java.nio.file.Path;
import land.oras.ContainerRef;
import land.oras.LayoutRef;
import land.oras.Manifest;
import land.oras.OCILayout;
import land.oras.Registry;

/** Somebody else's library for OCI artifacts, which has to find a bundle whole. */
final class OrasReader {
  private OrasReader() {}

  static void readLayout(Path directory, String reference, Bundle bundle) {
    OCILayout layout = OCILayout.fromLayoutIndex(directory);
    LayoutRef tagged = LayoutRef.of(layout, reference);
    assertIsOf(bundle, layout.getManifest(tagged));
    for (Descriptor piece : bundle.image().layers()) {
      Bytes content = Bytes.copyOf(layout.getBlob(tagged.withDigest(piece.digest().text())));
      assertEquals(piece.digest(), Digest.of(content));
    }
  }

  static void readRegistry(String reference, Bundle bundle) {
    Registry registry = Registry.builder().insecure().build();
    ContainerRef tagged = ContainerRef.parse(reference);
    assertIsOf(bundle, registry.getManifest(tagged));
    for (Descriptor piece : bundle.image().layers()) {
      Bytes content = Bytes.copyOf(registry.getBlob(tagged.withDigest(piece.digest().text())));
      assertEquals(piece.digest(), Digest.of(content));
    }
  }

  private static void assertIsOf(Bundle bundle, Manifest manifest) {
    assertEquals(bundle.image().descriptor().digest().text(), manifest.getDescriptor().getDigest());
    assertEquals(bundle.image().artifactType(), manifest.getArtifactTypeAsString());
    assertEquals(
        bundle.image().layers().stream().map(piece -> piece.digest().text()).toList(),
        manifest.getLayers().stream().map(land.oras.Layer::getDigest).toList());
  }
}
