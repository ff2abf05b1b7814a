/** The first child of a report: by name, expected, or one whom nobody knows by name. Another child of the report is known by name. */
import { z } from "zod";
import { about, findAbout } from "../../platform/core/about.ts";
import { choice, optionalDate, optionalText } from "../../platform/core/fields.ts";
import { childFields } from "./child-fields.ts";

const knowns = ["namn", "väntat", "okänt"] as const;
const when = (...is: (typeof knowns)[number][]) => ({ field: "childKnown", is });
/** The field, of a child whose name is known. */
const named = <Field extends z.ZodType>(field: Field): Field => about(field, { label: "", ...findAbout(field), when: when("namn") });
const name = (label: string) => named(about(optionalText(100), { label, optional: false }));

export const firstChildFields = {
  ...childFields,
  childKnown: about(choice(knowns, "vad ni vet om barnet").default("namn"), {
    quiet: "shown as the child's name and day of birth",
    label: "Vad vet ni om barnet?",
    words: { namn: "Namnet", väntat: "Det är inte fött", okänt: "Inte namnet" },
    inline: true,
    start: { code: "namn" },
  }),
  identityNumber: named(childFields.identityNumber),
  birthDate: named(childFields.birthDate),
  givenName: name("Förnamn"),
  familyName: name("Efternamn"),
  expectedOn: about(optionalDate(), {
    quiet: "shown as the child's day of birth",
    label: "Beräknad födelsedag",
    hint: "Skriv den som väntar barnet som vårdnadshavare 1. Det som kommer in hör till den personen tills barnet är fött och får då följa med till barnets ärende.",
    when: when("väntat"),
    optional: false,
  }),
  birthYear: about(optionalText(4), {
    quiet: "shown as the child's year of birth",
    label: "Ungefär vilket år är barnet fött?",
    width: 4,
    keys: "numeric",
    when: when("okänt"),
    optional: false,
  }),
  description: about(optionalText(300), {
    quiet: "shown with the child",
    label: "Beskriv barnet",
    hint: "Det som gör att barnet kan kännas igen: ungefärlig ålder, utseende, var det brukar vara, med vem.",
    rows: 2,
    when: when("okänt"),
    optional: false,
  }),
} as const;

export type First = z.output<z.ZodObject<typeof firstChildFields>>;
/** The one who expects the child is written as the first guardian. */
type Described = First & { readonly guardian1Given?: string | undefined };
type Asked = keyof Described;

/** Said where the one who expects the child is not written. */
export const whoExpects = "Skriv den som väntar barnet: förnamn och efternamn.";

/** What must be filled in of a child, by what is known of it. */
const needs: Readonly<Record<(typeof knowns)[number], Readonly<Partial<Record<Asked, string>>>>> = {
  namn: { givenName: "Skriv barnets förnamn.", familyName: "Skriv barnets efternamn." },
  väntat: { expectedOn: "Ange vilken dag barnet beräknas födas.", guardian1Given: whoExpects },
  okänt: { birthYear: "Skriv ungefär vilket år barnet är fött.", description: "Skriv hur barnet kan kännas igen." },
};

/** What is missing of the first child, told with all that is wrong with the other fields. */
export const firstChildIsDescribed = z.core._check<Partial<Described>>(
  ({ value, issues }) => {
    if (typeof value !== "object") return;
    const said = (field: Asked) => value[field] !== undefined || issues.some(({ path }) => path?.[0] === field);
    const known = knowns.find((one) => one === value.childKnown) ?? "namn";
    const miss = (path: Asked, message: string) => issues.push({ code: "custom", path: [path], input: value, message, continue: true });
    for (const [field, message] of Object.entries(needs[known])) if (!said(field as Asked)) miss(field as Asked, message);
    if (known === "namn" && !said("birthDate") && !said("identityNumber")) miss("birthDate", "Ange personnummer eller födelsedatum.");
  },
  { when: () => true },
);
