package dev.symphony.host.session;

import dev.symphony.host.service.extension.CallChain;
import dev.symphony.kernel.extension.ExtensionId;
import java.nio.file.Path;
import java.util.Optional;

/**
 * For whom an object is opened.
 *
 * @param who whose object it is, for services that keep something for each extension
 * @param root the directory that a right to {@code files} is over
 * @param chain the extensions that called one another to come here
 */
public record ObjectScope(ExtensionId who, Optional<Path> root, CallChain chain) {

  /** The scope of an extension that the host itself started. */
  public static ObjectScope of(ExtensionId who, Optional<Path> root) {
    return new ObjectScope(who, root, CallChain.startingWith(who.name()));
  }
}
