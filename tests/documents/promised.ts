/** Where a sentence is tried: a file of tests and words of a test's title in it. */
type Proof = readonly [file: string, title: string];
/** A sentence of a document: the beginning of its SHA-256, its first words, and the tests that try it; null where it promises nothing. */
export type Promised = readonly [digest: string, words: string, proofs: readonly Proof[] | null];
