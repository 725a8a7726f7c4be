package dev.symphony.pit.artifact;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.ResourcePath;
import dev.symphony.kernel.service.ServiceFailure;
import dev.symphony.pit.content.ContentDigest;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Artifact Store as one run of an extension sees it. What the run has read so far counts as
 * what its artifacts are made from.
 */
public final class ExtensionArtifacts implements Artifacts {
  private static final int MAX_ARTIFACT_BYTES = 64 << 20;
  private static final int MAX_NAME_LENGTH = 255;
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}(;\\s?charset=utf-8)?");

  private final Keeper store;
  private final String extension;
  private final Set<String> read = ConcurrentHashMap.newKeySet();

  /** The store as a run of {@code extension} sees it, which its artifacts are recorded under. */
  public ExtensionArtifacts(Keeper store, String extension) {
    this.store = store;
    this.extension = extension;
  }

  @Override
  public StoredArtifact put(String name, String mediaType, @Nullable Object content) {
    requireName(name);
    requireMediaType(mediaType);
    Bytes bytes = bytes(content);
    if (bytes.length() > MAX_ARTIFACT_BYTES) {
      throw new ServiceFailure(
          "artifact-too-large", "an artifact has at most " + MAX_ARTIFACT_BYTES + " bytes");
    }
    KeptArtifact stored = store.put(extension, name, mediaType, bytes, List.copyOf(read));
    return new StoredArtifact(stored.digest(), stored.size());
  }

  @Override
  public Bytes get(String digest) {
    if (ContentDigest.parse(digest).isEmpty()) {
      throw unknown(digest);
    }
    Bytes content = store.get(digest, extension).orElseThrow(() -> unknown(digest));
    read.add(digest);
    return content;
  }

  private static void requireName(String name) {
    if (name.length() > MAX_NAME_LENGTH
        || ResourcePath.canonical(name).isEmpty()
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new ServiceFailure(
          "artifact-name",
          "a name is a relative path without '.' or '..', of 1 to "
              + MAX_NAME_LENGTH
              + " characters");
    }
    utf8(name, "artifact-name");
  }

  private static void requireMediaType(String mediaType) {
    if (!MEDIA_TYPE.matcher(mediaType).matches()) {
      throw new ServiceFailure(
          "artifact-media-type", "a media type reads like 'text/html' or 'application/json'");
    }
  }

  private static Bytes bytes(@Nullable Object content) {
    return switch (content) {
      case Bytes bytes -> bytes;
      case String text -> utf8(text, "argument-type");
      case null, default -> throw new ServiceFailure("argument-type", "'content' is text or bytes");
    };
  }

  private static Bytes utf8(String text, String code) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return Bytes.ofOwnedArray(bytes);
    } catch (CharacterCodingException e) {
      throw new ServiceFailure(code, "the text has half a surrogate pair");
    }
  }

  private static ServiceFailure unknown(String digest) {
    return new ServiceFailure("artifact-unknown", "there is no artifact '" + shorten(digest) + "'");
  }

  private static String shorten(String digest) {
    return digest.substring(0, Math.min(digest.length(), 80));
  }
}
