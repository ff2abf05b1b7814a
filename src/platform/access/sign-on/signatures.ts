/** How a provider may sign its tokens: public keys only. `none` and everything with a shared secret (`HS…`) is refused. */
export const signingAlgorithms: readonly string[] = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
];
