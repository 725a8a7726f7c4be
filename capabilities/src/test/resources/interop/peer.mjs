// Answers requests about tokens with another implementation, one JSON object a line.
import { createInterface } from "node:readline";
import {
  AuthorizerBuilder,
  Biscuit,
  PrivateKey,
  PublicKey,
  SignatureAlgorithm,
  ThirdPartyRequest,
} from "@biscuit-auth/biscuit-wasm";

const LIMITS = { max_facts: 1000, max_iterations: 100, max_time_micro: 10000000 };
const bytes = (base64) => new Uint8Array(Buffer.from(base64, "base64url"));
const base64 = (content) => Buffer.from(content).toString("base64url");
const secret = (hex) => PrivateKey.fromString("ed25519-private/" + hex);
const key = (hex) => PublicKey.fromString(hex, SignatureAlgorithm.Ed25519);
const block = (code) => {
  const builder = Biscuit.block_builder();
  builder.addCode(code);
  return builder;
};
const read = (request) => Biscuit.fromBytes(bytes(request.token), key(request.root));
const token = (biscuit) => ({ token: base64(biscuit.toBytes()) });

const operations = {
  mint(request) {
    const builder = Biscuit.builder();
    builder.addCode(request.code);
    if ("rootKeyId" in request) {
      builder.setRootKeyId(request.rootKeyId);
    }
    return token(builder.build(secret(request.secret)));
  },
  attenuate: (request) => token(read(request).appendBlock(block(request.code))),
  seal: (request) => token(read(request).sealToken()),
  request: (request) => ({ request: base64(read(request).getThirdPartyRequest().toBytes()) }),
  sign: (request) => ({
    block: base64(
      ThirdPartyRequest.fromBytes(bytes(request.request))
        .createBlock(secret(request.secret), block(request.code))
        .toBytes(),
    ),
  }),
  append(request) {
    const biscuit = read(request);
    const made = biscuit
      .getThirdPartyRequest()
      .createBlock(secret(request.secret), block(request.code));
    return token(biscuit.appendThirdPartyBlock(key(request.signer), made));
  },
  authorize(request) {
    const biscuit = read(request);
    const answer = {
      revocationIds: biscuit.getRevocationIdentifiers().map(String),
      blocks: biscuit.countBlocks(),
    };
    // This implementation stops after some time on the clock, which says nothing about the program.
    for (let attempt = 0; ; attempt++) {
      try {
        const builder = new AuthorizerBuilder();
        builder.addCode(request.code);
        const authorizer = builder.buildAuthenticated(read(request));
        return { ...answer, allowed: authorizer.authorizeWithLimits(LIMITS) };
      } catch (error) {
        if (error?.RunLimit !== "Timeout" || attempt > 200) {
          return { ...answer, denied: error instanceof Error ? String(error) : error ?? null };
        }
      }
    }
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  let answer;
  try {
    answer = operations[request.operation](request);
  } catch (error) {
    answer = { error: error instanceof Error ? String(error) : error };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
