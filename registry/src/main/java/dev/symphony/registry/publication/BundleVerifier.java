package dev.symphony.registry.publication;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Refused;
import dev.symphony.registry.archive.ArchiveLimits;
import dev.symphony.registry.archive.ArchiveReader;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.registry.oci.Descriptor;
import dev.symphony.registry.oci.ImageManifest;
import dev.symphony.registry.oci.Repository;
import dev.symphony.registry.signing.Envelope;
import dev.symphony.registry.signing.VerifiedPayload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies what lies in a repository: first the signature, then the digest of every piece, and only
 * then is the archive opened.
 */
public final class BundleVerifier {
  private final Repository repository;
  private final String publisher;
  private final String extension;
  private final SignerChoice signers;

  /**
   * Verifies versions of one extension.
   *
   * @param repository where they are kept
   * @param extension which extension they have to be, {@code publisher/name}
   * @param signers decides whose signature counts
   */
  public BundleVerifier(Repository repository, String extension, SignerChoice signers) {
    this.repository = repository;
    this.publisher = extension.substring(0, extension.indexOf('/'));
    this.extension = extension;
    this.signers = signers;
  }

  /**
   * Verifies the artifact with the digest {@code artifact} as that version of the extension.
   *
   * @throws Refused {@code signature-missing}, {@code signature-invalid}, {@code
   *     signature-malformed}, {@code statement-malformed}, {@code publisher-unknown}, {@code
   *     publisher-key-foreign}, {@code publisher-key-revoked}, {@code tampered-code}, {@code
   *     tampered-manifest}, {@code tampered-sbom}, {@code tampered-model}, {@code
   *     tampered-artifact}, {@code bundle-misnamed}, {@code blob-missing}, {@code oci-malformed},
   *     those of {@link ArchiveReader#read} and those of a manifest
   */
  public VerifiedBundle verify(Digest artifact, String version) throws Refused {
    Bytes text =
        repository
            .manifest(artifact)
            .orElseThrow(() ->
                new Refused("blob-missing", repository.name() + " lacks the artifact " + artifact));
    ImageManifest image = ImageManifest.parse(text);
    if (!image.toJson().equals(text)) {
      throw new Refused("oci-malformed", "the manifest of the artifact is not in its plain form");
    }
    Descriptor subject = Descriptor.of(ImageManifest.MEDIA_TYPE, artifact, text.length());
    List<Envelope> envelopes = SignedBundles.envelopes(repository, subject);
    if (envelopes.isEmpty()) {
      throw new Refused("signature-missing", repository.name() + " " + version + " is not signed");
    }
    SignerChoice.Chosen chosen = signers.choose(publisher, envelopes);
    VerifiedPayload payload = chosen.envelope().verify(chosen.key());
    BundleStatement statement = BundleStatement.of(payload);
    Bundle bundle = open(image, statement);
    requireName(bundle, version);
    if (!statement.isAbout(extension + "@" + version, artifact)) {
      throw new Refused(
          "tampered-artifact", "the signature is about another artifact than " + artifact);
    }
    return new VerifiedBundle(bundle, chosen.envelope(), chosen.key(), statement.revision());
  }

  private Bundle open(ImageManifest image, BundleStatement statement) throws Refused {
    Map<Descriptor, Bytes> blobs = new LinkedHashMap<>();
    Bytes code = piece(image, statement, Piece.CODE, blobs);
    Bytes manifest = piece(image, statement, Piece.MANIFEST, blobs);
    piece(image, statement, Piece.SBOM, blobs);
    Optional<Bytes> model =
        statement.piece(MediaTypes.MODEL).isPresent()
            ? Optional.of(piece(image, statement, Piece.MODEL, blobs))
            : Optional.empty();
    if (image.config().size() > Piece.SBOM.limit || image.layers().size() != blobs.size()) {
      throw new Refused("oci-malformed", "the artifact has pieces that nobody signed");
    }
    blobs.put(image.config(), repository.blob(image.config()));
    ExtensionSource source = source(ArchiveReader.read(code, ArchiveLimits.CODE), model);
    if (!source.manifestText().equals(manifest) || !statement.describes(source)) {
      throw new Refused(
          "tampered-manifest", "the manifest, the archive and the signed claim are not one");
    }
    return new Bundle(source, image, blobs);
  }

  /** A piece that is signed: its media type, the code when it is another, and how large it is. */
  private enum Piece {
    CODE(MediaTypes.CODE, "tampered-code", ArchiveLimits.CODE.archiveBytes()),
    MANIFEST(MediaTypes.MANIFEST, "tampered-manifest", 4L << 20),
    SBOM(MediaTypes.SBOM, "tampered-sbom", 4L << 20),
    MODEL(MediaTypes.MODEL, "tampered-model", 512L << 20);

    private final String mediaType;
    private final String code;
    private final long limit;

    Piece(String mediaType, String code, long limit) {
      this.mediaType = mediaType;
      this.code = code;
      this.limit = limit;
    }
  }

  private Bytes piece(
      ImageManifest image, BundleStatement statement, Piece piece, Map<Descriptor, Bytes> blobs)
      throws Refused {
    Optional<Digest> expected = statement.piece(piece.mediaType);
    Optional<Descriptor> found = image.layer(piece.mediaType);
    if (expected.isEmpty() || found.isEmpty() || !found.get().digest().equals(expected.get())) {
      throw tampered(piece);
    }
    if (found.get().size() > piece.limit) {
      throw new Refused(
          "archive-too-large", piece.mediaType + " has more than " + piece.limit + " bytes");
    }
    try {
      Bytes content = repository.blob(found.get());
      blobs.put(found.get(), content);
      return content;
    } catch (Refused e) {
      throw e.code().equals("blob-corrupt") ? tampered(piece) : e;
    }
  }

  private Refused tampered(Piece piece) {
    return new Refused(
        piece.code,
        extension + ": " + piece.mediaType + " is not what the publisher signed; don't use it");
  }

  private ExtensionSource source(Map<String, Bytes> files, Optional<Bytes> model) throws Refused {
    try {
      return ExtensionSource.of(extension, files, model);
    } catch (DocumentException e) {
      throw new Refused(e.problems().getFirst().code(), String.valueOf(e.getMessage()), e);
    }
  }

  private void requireName(Bundle bundle, String version) throws Refused {
    if (!bundle.repository().equals(extension) || !bundle.version().equals(version)) {
      throw new Refused(
          "bundle-misnamed",
          bundle.source().manifest().identity().reference()
              + " is kept as "
              + extension
              + "@"
              + version
              + ", and is not used under another name than its own");
    }
  }
}
