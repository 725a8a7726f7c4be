package dev.symphony.capabilities.token;

import dev.symphony.capabilities.datalog.SignedBlockContent;
import dev.symphony.capabilities.key.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The decoded blocks of a token, with the symbols that a further block can refer to.
 *
 * <p>Third-party blocks have tables of their own, which other blocks know nothing of.
 *
 * @param blocks the blocks as they are encoded
 * @param contents what the blocks say, and who signed them
 * @param table the symbols and keys that first-party blocks declare
 */
record BlockChain(
    List<BlockCodec.Content> blocks, List<SignedBlockContent> contents, SymbolTable table) {

  static BlockChain of(List<SignedBlock> signed) {
    SymbolTable table = SymbolTable.standard();
    List<BlockCodec.Content> blocks = new ArrayList<>();
    List<SignedBlockContent> contents = new ArrayList<>();
    for (SignedBlock block : signed) {
      Optional<PublicKey> thirdParty = block.external().map(SignedBlock.ExternalSignature::key);
      BlockCodec.Content content =
          thirdParty.isPresent()
              ? BlockCodec.read(block.payload(), SymbolTable.standard(), BlockCodec.Party.THIRD)
              : BlockCodec.read(block.payload(), table, BlockCodec.Party.FIRST);
      blocks.add(content);
      contents.add(new SignedBlockContent(content.block(), thirdParty));
    }
    return new BlockChain(List.copyOf(blocks), List.copyOf(contents), table);
  }
}
