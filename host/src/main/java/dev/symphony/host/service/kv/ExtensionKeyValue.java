package dev.symphony.host.service.kv;

import dev.symphony.capabilities.right.ResourcePath;
import dev.symphony.kernel.service.ServiceFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one extension keeps. */
final class ExtensionKeyValue implements KeyValueService {
  private static final int MAX_KEY_LENGTH = 512;

  private final KeyValueDatabase database;
  private final String extension;
  private final KeyValueLimits limits;

  ExtensionKeyValue(KeyValueDatabase database, String extension, KeyValueLimits limits) {
    this.database = database;
    this.extension = extension;
    this.limits = limits;
  }

  @Override
  public Optional<Object> get(String key) {
    requireKey(key);
    return database.get(extension, key).map(StoredValue::decode);
  }

  @Override
  public void put(String key, @Nullable Object value) {
    requireKey(key);
    byte[] stored = StoredValue.encode(value);
    if (stored.length > limits.maxValueBytes()) {
      throw new ServiceFailure(
          "kv-value-too-large", "a value takes at most " + limits.maxValueBytes() + " bytes");
    }
    database.put(extension, key, stored);
  }

  @Override
  public void delete(String key) {
    requireKey(key);
    database.delete(extension, key);
  }

  @Override
  public List<String> list(String prefix) {
    if (!isText(prefix)) {
      throw keyFailure();
    }
    return database.list(extension, prefix);
  }

  private static void requireKey(String key) {
    if (ResourcePath.canonical(key).isEmpty() || !isText(key)) {
      throw keyFailure();
    }
  }

  private static boolean isText(String key) {
    return key.length() <= MAX_KEY_LENGTH
        && key.indexOf('\0') < 0
        && StandardCharsets.UTF_8.newEncoder().canEncode(key);
  }

  private static ServiceFailure keyFailure() {
    return new ServiceFailure(
        "kv-key",
        "a key is a relative path without '.' or '..', of 1 to " + MAX_KEY_LENGTH + " characters");
  }
}
