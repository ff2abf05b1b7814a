import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { aboutOf, allAbout, kindOf } from "../platform/core/about.ts";
import { optionalWords } from "./components/about-fields.tsx";

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
const inputs: { readonly room: string; readonly input: z.ZodObject }[] = [];
beforeAll(async () => {
  for (const file of globSync(join(casework, "*/actions/*.ts")).filter((each) => !each.endsWith(".test.ts"))) {
    const module = (await import(file)) as Readonly<Record<string, { kind?: string; input?: z.ZodObject }>>;
    for (const { kind, input } of Object.values(module)) if (kind === "action" && input) inputs.push({ room: roomOf(file), input });
  }
});
/** What is said of every field that a form shows. */
const described = () =>
  inputs.flatMap(({ room, input }) =>
    allAbout(input.shape).map(({ path }) => ({ room, name: path, words: optionalWords(aboutOf(input.shape, path)) })),
  );
/** The fields that pages describe themselves and say are optional, without a word of when. */
const optional = textsIn("**/*.tsx").flatMap(({ file, text }) =>
  [...text.matchAll(/<\w+\s+\{\.\.\.form\.field\("(\w+)"\)\}((?:(?!\/>)[\s\S])*)\/>/gu)]
    .filter(([, , rest = ""]) => /\boptional\b(?!=)/u.test(rest))
    .map(([, name]) => ({ room: roomOf(file), name: name ?? "" })),
);

describe("a field that is optional", () => {
  test("is found, and so are those that are asked for in some cases", () => {
    expect(described().filter(({ words }) => words === true).length).toBeGreaterThan(30);
    expect(asked.length).toBeGreaterThan(10);
  });

  test("is never asked for, or says when it may be left empty", () => {
    const said = [...optional, ...described().filter(({ words }) => words === true)];
    const untrue = said.filter((one) => asked.some(({ room, name }) => room === one.room && name === one.name));
    expect(untrue).toEqual([]);
  });

  test("says so wherever nothing asks for it: what the schema lets be empty is needed, in some cases or always, or stands there from the start", () => {
    const silent = inputs.flatMap(({ room, input }) =>
      allAbout(input.shape).flatMap(({ path }) => {
        const said = aboutOf(input.shape, path);
        const isAskedFor = asked.some((one) => one.room === room && one.name === path);
        const mayBeEmpty = kindOf(said.field).mayBeEmpty && said.needed === undefined && said.start === undefined;
        return mayBeEmpty && !isAskedFor && optionalWords(said) === false ? [`${room}.${path}`] : [];
      }),
    );
    // The file itself is required by its field (`FileField`). Asked for elsewhere: the beginning where nobody has said it (begin.ts), the reasons by what the answers come to (weigh-consent.ts),
    // what must be said of a child by what is known of it (first-child-fields.ts); among what the register says none may be the choice.
    const elsewhere = ["beganOn", "cannotWait", "clearlyDemanded", "consentReasoning"].map((name) => `intervention.${name}`);
    const first = ["birthYear", "description", "expectedOn", "familyName", "givenName"].map((name) => `intake.${name}`);
    expect([...new Set(silent)].sort()).toEqual(["case.attachedFile", ...first, ...elsewhere, "people.take"]);
  });
});
