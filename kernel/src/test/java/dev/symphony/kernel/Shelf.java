package dev.symphony.kernel;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Resource;
import dev.symphony.kernel.service.Service;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceFailure;
import dev.symphony.kernel.service.ServiceObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service for tests. */
@Service(name = "shelf", description = "Keeps things for tests.")
public interface Shelf {
  /** The declaration. */
  ServiceDeclaration DECLARATION = ServiceDeclaration.of(Shelf.class);

  /** A thing on the shelf. */
  record Thing(String name, long weight, Optional<String> note) {}

  @Operation(index = 0, description = "Gives back what it is asked for.")
  String get(@Resource String path);

  @Operation(index = 1, description = "Adds up.", mode = Operation.Mode.SYNCHRONOUS)
  long add(long a, long b);

  @Operation(index = 2, description = "Takes bytes in.")
  long put(@Resource String path, Bytes content);

  @Operation(index = 3, description = "Describes things.")
  List<Thing> describe(Thing thing, Map<String, Double> weights);

  @Operation(index = 4, description = "Always fails.")
  void fail(boolean expected);

  /** A shelf whose answers can be foretold. */
  final class Simple implements Shelf {
    @Override
    public String get(String path) {
      return "<" + path + ">";
    }

    @Override
    public long add(long a, long b) {
      return a + b;
    }

    @Override
    public long put(String path, Bytes content) {
      return content.length();
    }

    @Override
    public List<Thing> describe(Thing thing, Map<String, Double> weights) {
      return List.of(thing, new Thing("sum", weights.size(), Optional.empty()));
    }

    @Override
    public void fail(boolean expected) {
      if (expected) {
        throw new ServiceFailure("shelf-broken", "the shelf broke");
      }
      throw new IllegalStateException("secret detail of the host");
    }
  }

  /** A fresh object. */
  static ServiceObject object() {
    return ServiceObject.bind(DECLARATION, new Simple());
  }
}
