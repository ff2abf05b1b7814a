import type { FC } from "hono/jsx";
import { expect, test } from "vitest";
import { Checkboxes, FileField, TextField } from "./components/fields.tsx";
import { ErrorSummary } from "./components/form.tsx";
import { makeForm, shownIn } from "./form-state.ts";

/** Leaves out what it is given, as a page does whose form is over. */
const Over: FC = () => <p>Det är redan gjort.</p>;

const fields = [
  { field: "gone", message: "Skriv vad som hände." },
  { field: "last", message: "Skriv vem." },
  { field: "several", message: "Välj minst en." },
  { field: "first", message: 'Skriv namnet, inte id="field-gone".' },
];
const problem = { code: "invalid-input", message: "Något behöver rättas.", fields };

test("a fault leads to its field where the page has it, in the order of the page, and stands as words where the page has left it out", () => {
  const form = makeForm({ to: "/x", csrf: "c", idempotencyKey: "k", values: { first: ['" id="field-gone"'] }, problem, restored: false });
  // Made in another order than they stand in, and one of them given to who leaves it out.
  const last = <TextField {...form.field("last")} label="Vem" />;
  const page = String(
    <>
      <Over>
        <TextField {...form.field("gone")} label="Vad hände?" />
      </Over>
      <TextField {...form.field("first")} label="Namn" />
      <Checkboxes {...form.field("several")} label="Vilka" options={[]} />
      {last}
    </>,
  );
  expect(Object.keys(form.labels)).toContain("gone");
  const shown = shownIn(page, ["gone", "last", "first", "several"]);
  expect(shown).toEqual(["first", "last"]);
  const summary = String(<ErrorSummary problem={problem} shown={shown} />);
  expect([...summary.matchAll(/href="([^"]*)"/g)].map(([, to]) => to)).toEqual(["#field-first", "#field-last"]);
  expect(summary.indexOf("Skriv vem.")).toBeLessThan(summary.indexOf("Skriv vad som hände."));
  for (const { message } of fields) expect(summary).toContain(message.replaceAll('"', "&quot;"));
});

test("every fault of a field stands at it, once, in the order that they were told", () => {
  const told = (messages: readonly string[]) => {
    const faults = messages.map((message) => ({ field: "list", message }));
    const parts = { to: "/x", csrf: "c", idempotencyKey: "k", values: {}, restored: false };
    const form = makeForm({ ...parts, problem: { code: "invalid-input", message: "Listan går inte att använda.", fields: faults } });
    const page = String(<FileField {...form.field("list")} label="Lista" />);
    expect(page).toContain('aria-invalid="true"');
    expect(page).toContain('aria-describedby="field-list-error"');
    return page.split('id="field-list-error"')[1]?.split("<input")[0] ?? "";
  };
  const several = told(["Rad 2: fel kod.", "Rad 3: ingen adress.", "Rad 2: fel kod."]);
  expect([...several.matchAll(/<li>(.*?)<\/li>/g)].map(([, words]) => words)).toEqual(["Rad 2: fel kod.", "Rad 3: ingen adress."]);
  expect(several).toContain("2 fel");
  const one = told(["Rad 2: fel kod."]);
  expect(one).toContain("Rad 2: fel kod.");
  expect(one).not.toContain("<li>");
});
