import { createHash } from "node:crypto";
import type { SomeWords } from "./codes.ts";

type Words = { readonly [Field in Exclude<keyof SomeWords, "protectedIdentity">]?: SomeWords[Field] | null };

/** Stands for exactly these words of a child, and tells none of them: a correction that was begun with other words is not taken. */
export function markOf(of: Words): string {
  const words = [of.givenName, of.familyName, of.birthDate, of.sex, of.language, of.interpreterNeed, of.identityNumber];
  return createHash("sha256")
    .update(JSON.stringify(words.map((one) => one ?? null)))
    .digest("hex")
    .slice(0, 24);
}
