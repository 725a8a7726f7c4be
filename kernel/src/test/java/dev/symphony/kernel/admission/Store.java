package dev.symphony.kernel.admission;

import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Resource;
import dev.symphony.kernel.service.Service;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceObject;
import org.jspecify.annotations.Nullable;

/** A service for tests, with every form of resource. */
@Service(name = "store", description = "Keeps things for tests.")
public interface Store {
  /** The declaration. */
  ServiceDeclaration DECLARATION = ServiceDeclaration.of(Store.class);

  @Operation(index = 0, description = "Reads one thing.")
  String get(@Resource String path);

  @Operation(index = 1, description = "Lists what a glob matches.")
  String find(@Resource(Resource.Form.PATTERN) String glob);

  @Operation(index = 2, description = "Lists names that start so.")
  String scan(@Resource(Resource.Form.PREFIX) String prefix);

  @Operation(index = 3, description = "Adds up.")
  String add(Object a, Object b);

  /** An object of the service that answers with the name of the operation. */
  static ServiceObject object() {
    return ServiceObject.bind(
        DECLARATION,
        new Store() {
          @Override
          public String get(String path) {
            return "get";
          }

          @Override
          public String find(String glob) {
            return "find";
          }

          @Override
          public String scan(String prefix) {
            return "scan";
          }

          @Override
          public String add(@Nullable Object a, @Nullable Object b) {
            return "add";
          }
        });
  }
}
