package dev.symphony.capabilities.datalog;

import dev.symphony.capabilities.key.PublicKey;
import java.util.Optional;

/**
 * What one block of a token says, and who signed it as a third party.
 *
 * @param block the statements
 * @param thirdParty the key of the external signature, where the block has one
 */
public record SignedBlockContent(Block block, Optional<PublicKey> thirdParty) {}
