import { describe, expect, test } from "vitest";
import { about } from "../../platform/core/about.ts";
import { choice, choices, optionalDate, optionalText, requiredText } from "../../platform/core/fields.ts";
import { makeForm } from "../form-state.ts";
import { FieldOf, FieldsOf, namesIn } from "./about-fields.tsx";

const said = { guardian: "text", group: "step" } as const;
const fields = {
  outcome: about(choice(["gjort", "inte gjort"], "hur det gick"), { ...said, label: "Hur gick det?" }),
  reason: about(optionalText(500), {
    ...said,
    label: "Varför fick {barnet} inte veta?",
    rows: 2,
    optional: "om det är gjort",
    when: { field: "outcome", is: ["inte gjort"] },
  }),
  tryAgainOn: about(optionalDate(), { ...said, label: "Ny dag", optional: false, when: { field: "outcome", is: ["inte gjort"] } }),
  place: about(optionalText(200), { label: "Plats", guardian: "text" }),
  name: about(requiredText("namnet", 100), { label: "Namn", hint: "Det {barnet} kallas.", guardian: "text" }),
  aids: about(choices(["tolk"]), { label: "Hjälpmedel", guardian: "text" }),
};
const formOf = (problem: Parameters<typeof makeForm>[0]["problem"] = null) =>
  makeForm({ to: "/x", csrf: "c", idempotencyKey: "k", values: { place: ["Skolan"] }, problem, restored: false });
const show = async (node: unknown): Promise<string> => String(await node);

describe("a field of a form", () => {
  test("is made of what is said of it: label, hint, control, length and what stands in it", async () => {
    const form = formOf();
    const html = await show(<FieldOf form={form} of={fields} name="place" />);
    expect(html).toContain('name="place"');
    expect(html).toContain('value="Skolan"');
    expect(html).toContain('maxlength="200"');
    expect(form.labels).toEqual({ place: "Plats" });
    const named = await show(<FieldOf form={form} of={fields} name="name" child="Alva" />);
    expect(named).toContain("Det Alva kallas.");
  });

  test("says valfritt exactly where the schema lets it be empty and nothing else asks for it", async () => {
    const optional = async (name: string) =>
      / \(valfritt( [^)]*)?\)/.exec(await show(<FieldOf form={formOf()} of={fields} name={name} />))?.[0];
    expect(await Promise.all(Object.keys(fields).map(optional))).toEqual([
      undefined,
      " (valfritt om det är gjort)",
      undefined,
      " (valfritt)",
      undefined,
      " (valfritt)",
    ]);
  });

  test("shows its fault", async () => {
    const form = formOf({ code: "invalid-input", message: "Rätta.", fields: [{ field: "name", message: "Skriv namnet." }] });
    expect(await show(<FieldOf form={form} of={fields} name="name" />)).toContain("Skriv namnet.");
  });
});

describe("what an answer reveals", () => {
  test("is named by that answer alone, and stands in the page for who has no script", async () => {
    const html = await show(<FieldsOf form={formOf()} of={fields} child="Alva" group="step" />);
    const reveals = [...html.matchAll(/value="([^"]+)"[^>]*?data-reveals="([^"]+)"/g)].map(([, value, ids]) => [value, ids]);
    expect(reveals).toEqual([["inte gjort", "more-reason more-tryAgainOn"]]);
    expect([...html.matchAll(/class="f-reveal" id="([^"]+)"/g)].map(([, id]) => id)).toEqual(["more-reason", "more-tryAgainOn"]);
    expect(html).toContain("Varför fick Alva inte veta?");
    expect(namesIn(fields, "step")).toEqual(["outcome", "reason", "tryAgainOn"]);
  });
});
