import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { conversationFields, withheldFields } from "../casework/participation/conversation-fields.ts";
import { findAbout, kindOf } from "../platform/core/about.ts";

/** "(valfritt)" is true: a field that an action asks for in some cases says in its label in which it may be left empty. */
const casework = join(import.meta.dirname, "..", "casework");
const textsIn = (pattern: string) => globSync(join(casework, pattern)).map((file) => ({ file, text: readFileSync(file, "utf8") }));
const roomOf = (file: string) => file.slice(casework.length + 1).split("/")[0] ?? "";

/** The names that an action says "Skriv …", "Ange …" or "Välj …" of beside its schema: `refine` with a path, or a fault at a field. */
const asked = textsIn("**/*.ts")
  .filter(({ file }) => !file.endsWith(".test.ts"))
  .flatMap(({ file, text }) =>
    [
      ...text.matchAll(/path: \["(\w+)"\],\s*message: "(?:Skriv|Ange|Välj)/gu),
      ...text.matchAll(/(?:field: |invalidField\()"(\w+)",\s*(?:message: )?"(?:Skriv|Ange|Välj)/gu),
    ].map(([, name]) => ({ room: roomOf(file), name: name ?? "" })),
  );
/** The fields that the forms say are optional, without a word of when: where the schema lets them be empty and nothing else is said. */
const described = Object.entries({ participation: { ...conversationFields, ...withheldFields } }).flatMap(([room, fields]) =>
  Object.entries(fields).flatMap(([name, field]) =>
    kindOf(field).mayBeEmpty && findAbout(field)?.optional === undefined ? [{ room, name }] : [],
  ),
);
/** The fields of the pages that are said to be optional, without a word of when. */
const optional = textsIn("**/*.tsx").flatMap(({ file, text }) =>
  [...text.matchAll(/<\w+\s+\{\.\.\.form\.field\("(\w+)"\)\}((?:(?!\/>)[\s\S])*)\/>/gu)]
    .filter(([, , rest = ""]) => /\boptional\b(?!=)/u.test(rest))
    .map(([, name]) => ({ room: roomOf(file), name: name ?? "" })),
);

describe("a field that is optional", () => {
  test("is found, and so are those that are asked for in some cases", () => {
    expect(optional.length).toBeGreaterThan(20);
    expect(described.length).toBeGreaterThan(5);
    expect(asked.length).toBeGreaterThan(15);
  });

  test("is never asked for, or says when it may be left empty", () => {
    const untrue = [...optional, ...described].filter((one) => asked.some(({ room, name }) => room === one.room && name === one.name));
    expect(untrue).toEqual([]);
  });
});
