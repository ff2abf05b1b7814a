import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { promises as contributing } from "./promises/contributing.ts";
import { promises as demo } from "./promises/demo.ts";
import { promises as openExtract } from "./promises/open-extract.ts";
import { promises as operations } from "./promises/operations.ts";
import { promises as readme } from "./promises/readme.ts";
import { promises as reporting } from "./promises/reporting.ts";
import { promises as security } from "./promises/security.ts";
import { root, sentencesOf } from "./sentences.ts";

/**
 * What the documents promise is tried, sentence by sentence. A sentence that is new or says something else than before has no test here until
 * somebody has looked at what it promises and named the tests that try it (tests/documents/promises/, one file for each document).
 */
const digestOf = (sentence: string) => createHash("sha256").update(sentence).digest("hex").slice(0, 8);

describe.each([
  ["README.md", readme],
  ["CONTRIBUTING.md", contributing],
  ["SECURITY.md", reporting],
  ["docs/demo.md", demo],
  ["docs/open-extract.md", openExtract],
  ["docs/operations.md", operations],
  ["docs/security.md", security],
])("%s", (document, promises) => {
  const sentences = sentencesOf(document).map((sentence) => ({ sentence, digest: digestOf(sentence) }));

  test.each(promises)("what it promises is tried: [%s] %s", (digest, words, proofs) => {
    const sentence = sentences.find((one) => one.digest === digest)?.sentence;
    expect(sentence?.slice(0, words.length), "the sentence stands in the document").toBe(words);
    for (const [file, title] of proofs ?? []) {
      expect(existsSync(join(root, file)), file).toBe(true);
      expect(readFileSync(join(root, file), "utf8"), file).toContain(title);
    }
  });

  test("no sentence is without a test, and none is there twice", () => {
    const known = new Set(promises.map(([digest]) => digest));
    expect(sentences.filter(({ digest }) => !known.has(digest))).toEqual([]);
    expect(known.size).toBe(promises.length);
    expect(sentences.length).toBe(promises.length);
  });

  test("every file and address of a test that it names is there", () => {
    const text = readFileSync(join(root, document), "utf8");
    const named = [...text.matchAll(/`((?:tests|src|demo)\/[\w./-]+)`/gu)].map(([, path]) => path ?? "");
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
