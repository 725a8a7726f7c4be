package dev.symphony.pit.artifact;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.ServiceFailure;
import dev.symphony.pit.content.ContentCorruptException;
import dev.symphony.pit.content.ContentDigest;
import dev.symphony.pit.content.ContentFullException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The keeper of one store. What was used of late it finds without looking at the disk. */
public final class StoreKeeper implements Keeper {
  private static final long MOST_KNOWN = 100_000;

  private final ArtifactStore store;
  private final Cache<String, Long> sizes =
      Caffeine.newBuilder().maximumSize(MOST_KNOWN).executor(Runnable::run).build();

  /** A keeper of {@code store}. */
  public StoreKeeper(ArtifactStore store) {
    this.store = store;
  }

  @Override
  public KeptArtifact put(
      String by, String name, String mediaType, Bytes content, List<String> from) {
    Set<ContentDigest> parents =
        from.stream().map(StoreKeeper::digest).collect(Collectors.toUnmodifiableSet());
    try {
      KeptArtifact kept =
          KeptArtifact.of(store.put(new Draft(by, name, mediaType, parents), content));
      sizes.put(kept.digest(), kept.size());
      return kept;
    } catch (ContentFullException e) {
      throw new ServiceFailure("artifact-store-full", "there is no room for the artifact");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<Bytes> get(String digest, String reader) {
    try {
      Optional<Bytes> content = store.get(digest(digest), reader);
      content.ifPresent(bytes -> sizes.put(digest, (long) bytes.length()));
      return content;
    } catch (ContentCorruptException e) {
      throw new ServiceFailure("artifact-corrupt", "'" + digest + "' has changed on the disk");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long locate(String digest) {
    Long size = sizes.getIfPresent(digest);
    return size == null ? -1 : size;
  }

  @Override
  public List<KeptArtifact> records(long sinceEpochMillis) {
    try {
      return store.records().stream()
          .filter(record -> record.at().toEpochMilli() >= sinceEpochMillis)
          .map(KeptArtifact::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<KeptFacts> facts() {
    try {
      return store.facts().stream().map(KeptFacts::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean mark(String digest, String mark, double value) {
    try {
      return store.mark(digest(digest), Mark.valueOf(mark.toUpperCase(Locale.ROOT)), value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean deleteIfStill(KeptFacts facts) {
    try {
      ContentFacts judged = facts.facts();
      boolean deleted = store.deleteIf(judged.digest(), judged::equals);
      if (deleted) {
        sizes.invalidate(facts.digest());
      }
      return deleted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ContentDigest digest(String digest) {
    return ContentDigest.parse(digest)
        .orElseThrow(
            () -> new ServiceFailure("artifact-unknown", "that is not the digest of an artifact"));
  }
}
