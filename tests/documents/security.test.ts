import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { promises } from "./security-promises.ts";
import { root, sentencesOf } from "./sentences.ts";

/**
 * docs/security.md, sentence by sentence: what is promised is tried. A sentence that is new or says something else than before has no test here until
 * somebody has looked at what it promises and named the tests that try it (tests/documents/security-promises.ts).
 */
const digestOf = (sentence: string) => createHash("sha256").update(sentence).digest("hex").slice(0, 8);
const sentences = sentencesOf("docs/security.md").map((sentence) => ({ sentence, digest: digestOf(sentence) }));

describe("each sentence that promises something is tried", () => {
  test.each(promises)("[%s] %s", (digest, words, proofs) => {
    const sentence = sentences.find((one) => one.digest === digest)?.sentence;
    expect(sentence?.slice(0, words.length), "the sentence stands in the document").toBe(words);
    for (const [file, title] of proofs ?? []) {
      expect(existsSync(join(root, file)), file).toBe(true);
      expect(readFileSync(join(root, file), "utf8"), file).toContain(title);
    }
  });
});

test("no sentence is without a test, and none is there twice", () => {
  const known = new Set(promises.map(([digest]) => digest));
  expect(sentences.filter(({ digest }) => !known.has(digest))).toEqual([]);
  expect(known.size).toBe(promises.length);
  expect(sentences.length).toBe(promises.length);
});

test("every file and address of a test that the document names is there", () => {
  const text = readFileSync(join(root, "docs", "security.md"), "utf8");
  const named = [...text.matchAll(/`((?:tests|src|demo)\/[\w./-]+)`/gu)].map(([, path]) => path ?? "");
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
