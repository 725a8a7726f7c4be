package dev.symphony.sandbox.escape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.kernel.guest.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The corpus is whole: every attempt is in the index, and has its twin. */
final class CorpusTest {
  private static final Path FILES =
      Path.of("src", "main", "resources", "dev", "symphony", "sandbox", "escape");

  @Test
  void everyAttempt_hasATwinThatIsAfterTheSame() {
    List<Attempt> scripts = Corpus.in(Language.JAVASCRIPT);
    List<Attempt> pythons = Corpus.in(Language.PYTHON);
    assertTrue(scripts.size() >= 45, "" + scripts.size());
    for (int i = 0; i < scripts.size(); i++) {
      assertEquals(scripts.get(i).name(), pythons.get(i).name());
      assertEquals(scripts.get(i).proof(), pythons.get(i).proof(), scripts.get(i).name());
      assertEquals(scripts.get(i).reach(), pythons.get(i).reach(), scripts.get(i).name());
      assertFalse(scripts.get(i).description().isBlank(), scripts.get(i).name());
      assertFalse(pythons.get(i).description().isBlank(), pythons.get(i).name());
    }
  }

  @Test
  void everyFile_isInTheIndex() throws IOException {
    Set<String> indexed =
        Corpus.in(Language.PYTHON).stream()
            .map(Attempt::name)
            .collect(Collectors.toCollection(TreeSet::new));
    try (Stream<Path> all = Files.walk(FILES, 2)) {
      Set<String> files =
          all.filter(file -> FILES.relativize(file).getNameCount() == 2)
              .map(file -> FILES.relativize(file).toString().replaceAll("\\.(mjs|py)$", ""))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(files, indexed);
    }
  }
}
