package dev.symphony.host.topology;

import dev.symphony.pit.artifact.ArtifactStore;
import java.io.IOException;

/** Where an open store comes from. */
@FunctionalInterface
public interface ArtifactSource {
  /** Opens the store of {@code settings}, or gives the one that is open. */
  ArtifactStore open(MemberSettings settings) throws IOException;
}
