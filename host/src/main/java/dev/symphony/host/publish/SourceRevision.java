package dev.symphony.host.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds out which commit is checked out around a directory, from the files of git. Whether anything
 * was changed since that commit, it does not tell.
 */
public final class SourceRevision {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final String BRANCH = "ref: ";

  private SourceRevision() {}

  /** {@code git:} and the commit; nothing when the directory is in no checkout. */
  public static Optional<String> of(Path directory) {
    Path place = directory.toAbsolutePath().normalize();
    while (place != null && !Files.exists(place.resolve(".git"))) {
      place = place.getParent();
    }
    try {
      return place == null
          ? Optional.empty()
          : commit(repository(place.resolve(".git"))).map(commit -> "git:" + commit);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A work tree that is not the first one has a file that tells where its repository is. */
  private static Path repository(Path git) throws IOException {
    return Files.isDirectory(git)
        ? git
        : git.resolveSibling(text(git).replaceFirst("^gitdir: ", "").strip());
  }

  private static Optional<String> commit(Path repository) throws IOException {
    String head = text(repository.resolve("HEAD")).strip();
    if (!head.startsWith(BRANCH)) {
      return Optional.of(head).filter(h -> COMMIT.matcher(h).matches());
    }
    String branch = head.substring(BRANCH.length());
    Path common = repository.resolve("commondir");
    Path shared =
        Files.exists(common) ? repository.resolve(text(common).strip()).normalize() : repository;
    Path own = shared.resolve(branch).normalize();
    if (own.startsWith(shared) && Files.isRegularFile(own)) {
      return Optional.of(text(own).strip()).filter(h -> COMMIT.matcher(h).matches());
    }
    return packed(shared.resolve("packed-refs"), branch);
  }

  private static Optional<String> packed(Path file, String branch) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.endsWith(" " + branch))
          .map(line -> line.substring(0, line.indexOf(' ')))
          .filter(commit -> COMMIT.matcher(commit).matches())
          .findFirst();
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
