import { describe, expect, test } from "vitest";
import { z } from "zod";
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
      / \(valfritt( [^)]*)?\)/.exec(
        (await show(<FieldOf form={formOf()} of={fields} name={name} />)).split(/<\/l(?:egend|abel)>/)[0] ?? "",
      )?.[0];
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
  const revealedBy = (html: string) =>
    [...html.matchAll(/value="([^"]+)"[^>]*?data-reveals="([^"]+)"/g)].map(([, value, ids]) => [value, ids]);

  test("stands below that answer where it alone reveals it, with words saying when for who has no script", async () => {
    const html = await show(<FieldsOf form={formOf()} of={fields} child="Alva" group="step" />);
    expect(revealedBy(html)).toEqual([["inte gjort", "field-outcome-2-more"]]);
    const below = html.slice(html.indexOf('id="field-outcome-2-more"'));
    expect(below).toContain("Gäller bara om svaret är ”Inte gjort”.");
    expect(below.match(/Gäller bara/g)).toHaveLength(1);
    expect(below).toContain("Varför fick Alva inte veta?");
    expect(below).toContain('name="tryAgainOn"');
    expect(html.match(/name="reason"/g)).toHaveLength(1);
    expect(namesIn(fields, "step")).toEqual(["outcome", "reason", "tryAgainOn"]);
  });

  test("says when it applies also where the page alone has put something below an answer", async () => {
    const options = { outcome: [{ value: "gjort", label: "Gjort", reveal: <p>Hur?</p> }] };
    const html = await show(<FieldOf form={formOf()} of={{ outcome: fields.outcome }} name="outcome" options={options} />);
    expect(html).toMatch(/f-only-if">Gäller bara om svaret är ”Gjort”\.<\/p><p>Hur\?/u);
  });

  test("of a case's own answers is a list to choose from where its words say so, and buttons otherwise", async () => {
    const own = { entry: about(optionalText(200), { label: "Hör till", as: "list" }), place: about(optionalText(200), { label: "Plats" }) };
    const options = Object.fromEntries(Object.keys(own).map((name) => [name, [{ value: "a", label: "Samtal" }]]));
    const html = await show(<FieldsOf form={formOf()} of={own} options={options} />);
    expect(html).toMatch(/<select[^>]*name="entry"/u);
    expect(html).toMatch(/<input[^>]*type="radio"[^>]*name="place"/u);
  });

  test("stands further down where several reveal it, or where there is no room below; side by side as one", async () => {
    const several = {
      who: about(choice(["ett utskott", "nämnden", "en tjänsteman"], "vem"), { label: "Vem?" }),
      body: about(optionalText(), { label: "Vilken?", when: { field: "who", is: ["ett utskott", "nämnden"] }, needed: "Skriv vilken." }),
      minutes: about(optionalText(), { label: "Paragraf", when: { field: "who", is: ["ett utskott", "nämnden"] } }),
      how: about(choice(["brev", "sms"], "hur"), { label: "Hur?", as: "list" }),
      phone: about(optionalText(40), { label: "Nummer", when: { field: "how", is: ["sms"] } }),
    };
    const html = await show(<FieldsOf form={formOf()} of={several} />);
    expect(revealedBy(html)).toEqual([
      ["ett utskott", "more-body more-minutes"],
      ["nämnden", "more-body more-minutes"],
      ["sms", "more-phone"],
    ]);
    expect([...html.matchAll(/class="f-reveal" id="([^"]+)"/g)].map(([, id]) => id)).toEqual(["more-body", "more-phone"]);
    expect(html).toContain("Gäller bara om svaret är ”Ett utskott” eller ”Nämnden”.");
    expect(html.match(/\(valfritt\)/g)).toHaveLength(2);
  });

  test("of a list of fields is in the same item, or outside the list", async () => {
    const listed = {
      guardians: z.array(
        z.object({
          answer: about(choice(["ja", "nej"], "svaret"), { label: "Svar", inline: true }),
          place: about(optionalText(), { label: "Plats", when: { field: "answer", is: ["ja"] } }),
        }),
      ),
      why: about(optionalText(), { label: "Skäl", when: { field: "guardians.answer", is: ["nej"] } }),
    };
    const html = await show(<FieldOf form={formOf()} of={listed} name="guardians.1.answer" label="Alva" />);
    expect(html).toContain("Alva");
    expect(revealedBy(html)).toEqual([
      ["ja", "more-guardians-1-place"],
      ["nej", "more-why"],
    ]);
    expect(await show(<FieldOf form={formOf()} of={listed} name="guardians.1.place" />)).toContain('id="more-guardians-1-place"');
  });
});
