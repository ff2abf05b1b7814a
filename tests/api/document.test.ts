import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { statusOf } from "../../src/app/web/error-pages.tsx";
import { isOfApi, loadOperations } from "../../src/app/web/operations.ts";
import { openApiOf } from "../../src/app/web/openapi.ts";
import { routes } from "../../src/app/web/routes.ts";
import { whatHappened } from "../../src/app/web/statuses.ts";
import { generateTypes, lint, makeFolder, typeCheck } from "./check-document.ts";
import { clientProgram, wrongUses } from "./client-program.ts";

type Json = { readonly [name: string]: unknown };
type Schema = Json & { readonly type?: string; readonly properties?: Record<string, Schema>; readonly items?: Schema };

const operations = await loadOperations();
const document = openApiOf(operations, routes, "https://fortrogen.kommun.se");
const schemas = (document["components"] as { schemas: Record<string, Schema> }).schemas;
/** What the program serves, but for its address (see `reality.db.test.ts`). */
const served = openApiOf(operations.filter(isOfApi), routes, "https://fortrogen.kommun.se");

let folder: string;
beforeAll(async () => {
  folder = await makeFolder();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a schema leaves open: anything at all, text without bound or form, a number without bounds, an object with any fields. */
function openPlaces(schema: Schema | boolean, path: string, io: string): string[] {
  if (typeof schema === "boolean" || Object.keys(schema).length === 0) return [`${path}: anything`];
  const within = ["anyOf", "oneOf", "allOf"].flatMap((name) => (schema[name] as Schema[] | undefined) ?? []);
  const fields = Object.entries(schema.properties ?? {});
  const faults: string[] = [];
  const has = (...names: string[]): boolean => names.some((name) => name in schema);
  if (within.length === 0 && !has("type", "enum", "const", "$ref")) faults.push(`${path}: no type`);
  if (schema.type === "string" && !has("maxLength", "pattern", "format", "enum", "const"))
    faults.push(`${path}: text without bound or form`);
  if ((schema.type === "integer" || schema.type === "number") && !has("minimum", "const")) faults.push(`${path}: number without bound`);
  if (schema.type === "array" && !has("items")) faults.push(`${path}: list of anything`);
  if (io === "output" && schema.type === "object" && schema["additionalProperties"] !== false) faults.push(`${path}: any fields`);
  return [
    ...faults,
    ...within.flatMap((one, place) => openPlaces(one, `${path}|${place}`, io)),
    ...fields.flatMap(([name, one]) => openPlaces(one, `${path}.${name}`, io)),
    ...(schema.items ? openPlaces(schema.items, `${path}[]`, io) : []),
  ];
}

describe("every answer has a schema that leaves nothing open", () => {
  test("and every input too: lengths, forms, bounds and words stand in the document", () => {
    const names = Object.keys(schemas);
    expect(names.length).toBe(2 * operations.length + 1);
    expect(names.flatMap((name) => openPlaces(schemas[name] ?? {}, name, name.endsWith(".input") ? "input" : "output"))).toEqual([]);
  });

  test("no answer of an action holds what JSON cannot give back the same: it is kept as JSON for who asks twice", () => {
    for (const { name, kind, output } of operations) {
      if (kind === "action") expect(() => z.toJSONSchema(output, { io: "output" }), name).not.toThrow();
    }
  });
});

describe("the document", () => {
  test("says of a text's length what its field says, in the input and in what is answered of it", () => {
    const noteText = schemas["intake.write-note.input"]?.properties?.["text"];
    expect(noteText).toMatchObject({ type: "string", minLength: 1, maxLength: 20_000 });
    const answered = schemas["workplace.get-case.output"]?.properties?.["notes"]?.items?.properties?.["text"];
    expect(answered).toMatchObject({ type: "string", maxLength: 20_000 });
    expect(schemas["intake.write-note.input"]?.properties?.["caseId"]).toMatchObject({ format: "uuid" });
    expect(schemas["intake.write-note.input"]?.properties?.["happenedOn"]).toMatchObject({ format: "date" });
  });

  test("names every status that a problem has", () => {
    const codes = ["invalid-key", "not-signed-on", "not-permitted", "not-found", "body-too-slow", "already-done", "body-too-large"];
    const more = ["wrong-content-type", "invalid-input", "too-many", "fault", "database-lost", "key-reused", "to-confirm"];
    for (const code of [...codes, ...more]) expect(whatHappened[statusOf(code)], code).toBeDefined();
  });

  test("has the files that pages give, with their media types", () => {
    const paths = document["paths"] as Record<string, { get?: { responses: { 200: { content: object } } } }>;
    const typeOf = (path: string) => Object.keys(paths[path]?.get?.responses[200].content ?? {});
    expect(typeOf("/uppfoljning/uttag/uttag.zip")).toEqual(["application/zip"]);
    expect(typeOf("/uppfoljning/uttag/uttag.xlsx")).toEqual(["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"]);
    expect(typeOf("/uppfoljning/uttag/uttag.ods")).toEqual(["application/vnd.oasis.opendocument.spreadsheet"]);
    expect(typeOf("/uppfoljning/uttag/{runId}/fel.csv")).toEqual(["text/csv; charset=utf-8"]);
    expect(typeOf("/uppfoljning/svar.csv")).toEqual(["text/csv; charset=utf-8"]);
    expect(typeOf("/uppfoljning/svar.json")).toEqual(["application/json; charset=utf-8"]);
    const files = routes.filter((route) => /\.\w+$/u.test(route.path));
    for (const { path, file } of files) expect(file?.type, path).toBeDefined();
  });

  test("passes redocly lint with all that it recommends: nothing found, nothing turned off", async () => {
    expect(await lint(served, folder)).toEqual([]);
  });

  test("gives a client its types: a program is checked against them, and what is wrong does not pass", async () => {
    await generateTypes(served, folder);
    // The wrong uses come after the program: where the compiler has nothing to say of the whole, the program is right.
    const wrong = wrongUses.map(([, line]) => `// @ts-expect-error\n${line}`).join("\n");
    expect(await typeCheck(`${clientProgram}\n${wrong}\n`, folder)).toBe("");
  });
});
