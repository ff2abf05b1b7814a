import { describe, expect, test } from "vitest";
import { aboutOf, allAbout, codeWord, kindOf } from "../../src/platform/core/about.ts";
import type { Fields } from "../../src/platform/core/about.ts";
import { whenWords } from "../../src/platform/core/asked-fields.ts";
import { loadOperations } from "../../src/app/web/operations.ts";
import { openApiOf } from "../../src/app/web/openapi.ts";
import { routes } from "../../src/app/web/routes.ts";

/** The document calls a field and its codes what the form calls them: both read what is said once of it. */
type Property = {
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly "x-enumDescriptions"?: Readonly<Record<string, string>>;
  readonly properties?: Readonly<Record<string, Property>>;
  readonly items?: Property;
};
const operations = await loadOperations();
const document = openApiOf(operations, routes, "https://fortrogen.kommun.se");
const { schemas } = document["components"] as { schemas: Readonly<Record<string, Property>> };
const rooms = ["intake", "investigation", "decision", "intervention", "meeting", "participation", "party", "people"];
const ofCasework = operations.filter(({ kind, name }) => kind === "action" && rooms.includes(name.slice(0, name.indexOf("."))));

/** The property of the document at a field's path; lists on the way are their items. */
const propertyAt = (schema: Property | undefined, path: string): Property | undefined =>
  path.split(".").reduce<Property | undefined>((at, name) => (at?.items ?? at)?.properties?.[name], schema);
const child = (text: string) => text.replaceAll("{barnet}", "barnet");
const described = operations.flatMap(({ name, input }) =>
  allAbout(input.shape).map(({ path }) => ({ name, path, fields: input.shape as Fields })),
);

describe("the document says of a field what its form says", () => {
  test("there are such fields, in every room of casework", () => {
    expect(described.length).toBeGreaterThan(450);
    for (const room of rooms)
      expect(
        described.some(({ name }) => name.startsWith(`${room}.`)),
        room,
      ).toBe(true);
  });

  test("its title is the label, its description the hint and when it is asked for", () => {
    for (const { name, path, fields } of described) {
      const property = propertyAt(schemas[`${name}.input`], path);
      const said = aboutOf(fields, path);
      expect([name, path, property?.title]).toEqual([name, path, child(said.label)]);
      if (said.hint !== undefined) expect(property?.description, `${name} ${path}`).toContain(child(said.hint));
      if (said.when && !path.includes(".")) expect(property?.description, `${name} ${path}`).toContain(whenWords(fields, said.when));
    }
  });

  test("each code is called what the form calls it", () => {
    let compared = 0;
    for (const { name, path, fields } of described) {
      const said = aboutOf(fields, path);
      const kind = kindOf(said.field);
      if (!("codes" in kind)) continue;
      const property = propertyAt(schemas[`${name}.input`], path);
      const words = (property?.items ?? property)?.["x-enumDescriptions"] ?? {};
      expect([name, path, Object.keys(words)]).toEqual([name, path, [...kind.codes]]);
      for (const code of kind.codes) expect(words[code], `${name} ${path} ${code}`).toMatch(startsWith(child(codeWord(said, code))));
      compared += kind.codes.length;
    }
    expect(compared).toBeGreaterThan(500);
  });

  test("what no form asks is called what its name says, also where one kind of identifier is several", () => {
    const { properties = {} } = schemas["intervention.make-plan.input"] ?? {};
    expect([properties["caseId"]?.title, properties["interventionId"]?.title]).toEqual(["Ärendet", "Insatsen"]);
  });

  test("no property that an action of casework takes is without its title", () => {
    const silent = ofCasework.flatMap(({ name }) => untitled(schemas[`${name}.input`], name));
    expect(silent).toEqual([]);
  });
});

const startsWith = (text: string): RegExp => new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/gu, "\\$&")}`, "u");

function untitled(schema: Property | undefined, at: string): readonly string[] {
  return Object.entries(schema?.properties ?? {}).flatMap(([name, property]) => [
    ...(property.title === undefined ? [`${at}.${name}`] : []),
    ...untitled(property.items ?? property, `${at}.${name}`),
  ]);
}
