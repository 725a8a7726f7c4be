package dev.symphony.host.service.kv;

import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Resource;
import dev.symphony.kernel.service.Service;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values that outlive a run, each extension's own. The resource is the key, which has the form of a
 * relative path. For {@code list} it is the prefix: a right covers it when one of its resource
 * patterns stands for every key that starts so.
 */
@Service(name = "kv", description = "Keeps values from one run to the next.")
public interface KeyValueService {

  /** The value at {@code key}, or null when there is none. */
  @Operation(index = 0, description = "Gets the value at a key, or null when there is none.")
  Optional<Object> get(@Resource String key);

  /** Keeps {@code value} at {@code key}; when the answer comes, it is safe on the disk. */
  @Operation(index = 1, description = "Keeps a value at a key, in place of the one before.")
  void put(@Resource String key, @Nullable Object value);

  /** Removes the value at {@code key}, if there is one. */
  @Operation(index = 2, description = "Removes the value at a key, if there is one.")
  void delete(@Resource String key);

  /** The keys that start with {@code prefix}, sorted. */
  @Operation(index = 3, description = "Lists the keys that start with a prefix, sorted.")
  List<String> list(@Resource(Resource.Form.PREFIX) String prefix);
}
