package dev.symphony.host.service.extension;

import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Resource;
import dev.symphony.kernel.service.Service;
import org.jspecify.annotations.Nullable;

/**
 * Calling other extensions. The resource is the extension that is called, as {@code
 * publisher/name}. It runs with its own capabilities, not with those of its caller.
 */
@Service(name = "extensions", description = "Calls other extensions.")
public interface ExtensionsService {

  /** What the extension {@code name}, written {@code publisher/name}, answers to {@code input}. */
  @Operation(index = 0, description = "Runs another extension on an input, and gives its result.")
  @Nullable Object invoke(@Resource(Resource.Form.NAME) String name, @Nullable Object input);
}
