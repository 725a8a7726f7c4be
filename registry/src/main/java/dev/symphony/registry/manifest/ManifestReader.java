package dev.symphony.registry.manifest;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.ResourcePath;
import dev.symphony.document.DocumentException;
import dev.symphony.document.Nearest;
import dev.symphony.document.Quantities;
import dev.symphony.document.Section;
import dev.symphony.document.TomlDocument;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads manifests; everything that is wrong with one is told at once. */
public final class ManifestReader {
  private static final List<String> LANGUAGES =
      Arrays.stream(Language.values()).map(Language::id).toList();
  private static final List<String> KINDS =
      Arrays.stream(ExtensionKind.values()).map(ExtensionKind::id).toList();

  private final TomlDocument document;
  private final Section root;

  private ManifestReader(TomlDocument document) {
    this.document = document;
    this.root = document.root();
  }

  /**
   * Reads a manifest.
   *
   * @param file the name for messages
   * @throws DocumentException with problems of the codes {@code manifest-syntax}, {@code
   *     manifest-unknown-key} and {@code manifest-invalid}
   */
  public static Manifest read(String file, Bytes content) throws DocumentException {
    return new ManifestReader(TomlDocument.parse(file, "manifest", content)).manifest();
  }

  private Manifest manifest() throws DocumentException {
    root.allowOnly("extension", "code", "capability", "resources", "model");
    Optional<ExtensionIdentity> identity = document.attempt(this::identity);
    Optional<ExtensionKind> kind = document.attempt(this::kind);
    Optional<CodeEntry> code = document.attempt(this::code);
    List<RequestedCapability> capabilities = new CapabilityReader(document).read(root);
    Optional<GuestLimits> limits = document.attempt(this::limits);
    Optional<ModelFile> model =
        document.attempt(() -> root.optionalSection("model").map(this::model)).flatMap(m -> m);
    if (model.isPresent() && kind.isPresent() && kind.get() != ExtensionKind.INSTRUMENT) {
      document.attempt(() -> {
        throw root.rejected("model", "only an extension of kind 'instrument' has a model");
      });
    }
    document.throwIfRejected();
    return new Manifest(
        identity.orElseThrow(),
        kind.orElseThrow(),
        code.orElseThrow(),
        capabilities,
        limits.orElseThrow(),
        model);
  }

  private ExtensionIdentity identity() {
    Section section = root.section("extension");
    section.allowOnly("name", "version", "publisher", "kind", "licence", "description", "keywords");
    return new ExtensionIdentity(
        section.parsed("name", ExtensionIdentity::checkedName),
        section.parsed("version", ExtensionIdentity::checkedVersion),
        section.parsed("publisher", ExtensionIdentity::checkedPublisher),
        section.optionalLine("licence").orElse(""),
        section.optionalLine("description").orElse(""),
        section.texts("keywords"));
  }

  private ExtensionKind kind() {
    Section section = root.section("extension");
    String kind = section.text("kind");
    return ExtensionKind.named(kind)
        .orElseThrow(() -> section.rejected("kind", oneOf(kind, "a kind", KINDS)));
  }

  private CodeEntry code() {
    Section section = root.section("code");
    section.allowOnly("language", "entry");
    String language = section.text("language");
    return new CodeEntry(
        Language.named(language)
            .orElseThrow(
                () -> section.rejected("language", oneOf(language, "a language", LANGUAGES))),
        section.parsed("entry", ManifestReader::path));
  }

  private static String oneOf(String text, String what, List<String> allowed) {
    return "'"
        + text
        + "' is not "
        + what
        + Nearest.hint(text, allowed)
        + " (allowed: "
        + String.join(", ", allowed)
        + ")";
  }

  private GuestLimits limits() {
    GuestLimits usual = GuestLimits.DEFAULT;
    Optional<Section> found = root.optionalSection("resources");
    if (found.isEmpty()) {
      return usual;
    }
    Section section = found.get();
    section.allowOnly("heap", "cpu", "wall", "output", "messages");
    return new GuestLimits(
        section.optionalParsed("cpu", Quantities::duration).orElse(usual.cpu()),
        section.optionalParsed("wall", Quantities::duration).orElse(usual.wall()),
        section.optionalParsed("heap", Quantities::bytes).orElse(usual.heapBytes()),
        section.optionalParsed("output", Quantities::bytes).orElse(usual.outputBytes()),
        section
            .optionalWhole("messages")
            .map(messages -> CapabilityReader.positive(section, "messages", messages))
            .orElse(usual.messagesPerSecond()));
  }

  private ModelFile model(Section section) {
    section.allowOnly("path", "digest");
    return new ModelFile(
        section.parsed("path", ManifestReader::path),
        section.parsed("digest", ModelFile::checkedDigest));
  }

  private static String path(String text) {
    return Stream.of(text)
        .flatMap(t -> ResourcePath.canonical(t).stream())
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'" + text + "' is not a path: write it relative to the manifest, with '/'"));
  }
}
