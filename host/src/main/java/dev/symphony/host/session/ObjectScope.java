package dev.symphony.host.session;

import dev.symphony.host.service.extension.CallChain;
import dev.symphony.host.service.extension.ExtensionInvoker;
import dev.symphony.kernel.extension.ExtensionId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * For whom an object is opened.
 *
 * @param who whose object it is, for services that do something for each extension
 * @param storedAs what {@code kv} keeps for it is kept under this name
 * @param root the directory that a right to {@code files} is over
 * @param chain the extensions that called one another to come here
 * @param calls runs what the extension calls, when that is not the host's way
 */
public record ObjectScope(
    ExtensionId who,
    String storedAs,
    Optional<Path> root,
    CallChain chain,
    Optional<ExtensionInvoker> calls) {
  private static final ExtensionId BEARER = new ExtensionId("token", "bearer", "0.0.0");
  private static final Set<String> OF_AN_EXTENSION = Set.of("kv", "artifacts", "conductor");

  /** The scope of an extension that the host itself started. */
  public static ObjectScope of(ExtensionId who, Optional<Path> root) {
    String name = who.publisher() + "/" + who.name();
    return new ObjectScope(who, name, root, CallChain.startingWith(name), Optional.empty());
  }

  /** The scope of the object that a token names, when the name has the form for the service. */
  static Optional<ObjectScope> named(String service, String object) {
    if (service.equals("files")) {
      return object.startsWith("/")
          ? Optional.of(of(BEARER, Optional.of(Path.of(object))))
          : Optional.empty();
    }
    if (OF_AN_EXTENSION.contains(service)) {
      String[] parts = object.split("/", -1);
      return parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty()
          ? Optional.of(of(new ExtensionId(parts[0], parts[1], "0.0.0"), Optional.empty()))
          : Optional.empty();
    }
    return object.isEmpty() ? Optional.of(of(BEARER, Optional.empty())) : Optional.empty();
  }
}
