package dev.symphony.host.topology;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.host.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a spare process does before it is needed: a member that it can't serve would show here. */
@Timeout(120)
class RehearsalTest {
  @ParameterizedTest
  @EnumSource(MemberStarter.Kind.class)
  void everyMember_isPlayedThrough_andNothingIsLeft(MemberStarter.Kind kind) throws Exception {
    Set<Path> before = rehearsals();
    Rehearsal.play(kind, new SystemClock());
    Set<Path> left = rehearsals();
    left.removeAll(before);
    assertTrue(left.isEmpty(), left::toString);
  }

  private static Set<Path> rehearsals() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("rehearsal"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
