package dev.symphony.registry.publication;

import dev.symphony.registry.Refused;
import dev.symphony.registry.signing.Envelope;
import dev.symphony.registry.signing.PublisherKey;
import java.util.List;

/** Decides whose signature counts for a publisher. */
public interface SignerChoice {
  /** An envelope, and the key that has to have signed it. */
  record Chosen(Envelope envelope, PublisherKey key) {}

  /**
   * The envelope to look at, and the key that it has to be signed with.
   *
   * @param publisher whose extension it is
   * @param envelopes what is there; none is verified, at least one
   * @throws Refused when none of them is of a key that counts
   */
  Chosen choose(String publisher, List<Envelope> envelopes) throws Refused;
}
