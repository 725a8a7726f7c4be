package dev.symphony.kernel.admission;

import dev.symphony.kernel.service.ServiceObject;
import java.util.Optional;

/** Finds the objects that tokens name: a port to whoever wires the kernel. */
@FunctionalInterface
public interface ObjectDirectory {
  /**
   * The object of this name, if there is one.
   *
   * @param service the name of the service
   * @param object as the home named it when the token was made; empty for the one every home has
   */
  Optional<ServiceObject> find(String service, String object);
}
