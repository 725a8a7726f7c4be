package dev.symphony.host.service.permission;

import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Resource;
import dev.symphony.kernel.service.Service;

/**
 * Asking for rights and lending them while an extension runs. The resource is the right, as {@code
 * service.operations:resources;limits}. What is given is found under the name of its service.
 */
@Service(
    name = "permissions",
    description = "Asks for rights, and lends them, while an extension runs.")
public interface PermissionsService {

  /**
   * Asks for {@code right}, for as long as {@code span} says ({@code once}, {@code session}, {@code
   * persistent}, {@code until}), and gives the right that was granted, which may be less.
   */
  @Operation(index = 0, description = "Asks for a right, and gives what was granted of it.")
  String request(@Resource(Resource.Form.NAME) String right, String span, String reason);

  /**
   * Lends what the extension has of {@code right} to the extension {@code name}, written {@code
   * publisher/name}, in every call of it from now on, and gives the right that is lent, which may
   * be less.
   */
  @Operation(index = 1, description = "Lends a right to an extension, whenever it is called.")
  String lend(@Resource(Resource.Form.NAME) String right, String name);
}
