/** What is asked of the delegation order and its points. */
import { z } from "zod";
import { isBlank } from "../../../platform/basics/text.ts";
import { about } from "../../../platform/core/about.ts";
import { choice, choices, optionalText, requiredDate, requiredText, yesNo } from "../../../platform/core/fields.ts";
import { codes } from "../../../platform/database/generated.ts";
import { DECISION_TYPES, LEGAL_GROUNDS } from "../rules-grounds.ts";
import { levels, staffLevels } from "./points.ts";

/** A whole number that may be left empty, as it is typed. */
export function optionalWhole(least: number, most: number) {
  const message = `Skriv ett helt tal, ${least}–${most}.`;
  return z.preprocess(
    (value) => (typeof value === "number" ? String(value) : typeof value === "string" && isBlank(value) ? undefined : spaceless(value)),
    z
      .string(message)
      .regex(/^\d{1,8}$/u, message)
      .refine((digits) => Number(digits) >= least && Number(digits) <= most, message)
      .meta({ maxLength: 10 })
      .optional(),
  );
}

/** The same where a number must be. */
export function requiredWhole(least: number, most: number) {
  const message = `Skriv ett helt tal, ${least}–${most}.`;
  return z.preprocess(
    (value) => (typeof value === "number" ? String(value) : spaceless(value)),
    z
      .string(message)
      .regex(/^\d{1,8}$/u, message)
      .refine((digits) => Number(digits) >= least && Number(digits) <= most, message)
      .meta({ maxLength: 10 }),
  );
}

const spaceless = (value: unknown): unknown => (typeof value === "string" ? value.replaceAll(/[\s\u00a0]/gu, "") : value);

/** The number that was typed, or null. */
export const wholeOf = (digits: string | undefined): number | null => (digits === undefined ? null : Number(digits));

/** The limits of a point, and what a decision says of itself to be held against them. */
export const monthsField = optionalWhole(1, 240);
export const kronorField = optionalWhole(0, 10_000_000);

const groundWords = Object.fromEntries(LEGAL_GROUNDS.map(({ id, label }) => [id, label]));
export const groundIds = LEGAL_GROUNDS.map(({ id }) => id) as [string, ...string[]];

export const pointNumber = requiredText("punkten, till exempel 3.1", 20).refine((text) => /^[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*$/u.test(text), {
  message: "Skriv punkten med siffror och bokstäver, till exempel 3.1.",
});

export const pointFields = {
  point: about(pointNumber, { label: "Punkt", hint: "Till exempel 3.1.", width: 12 }),
  decisionType: about(choice(DECISION_TYPES, "vilket beslut punkten gäller"), { label: "Vilket beslut gäller den?", as: "list" }),
  level: about(choice(levels, "den lägsta nivån"), {
    label: "Vem får lägst besluta?",
    hint: "Den som står högre får också. Ordföranden får besluta i det som inte kan vänta, utan någon punkt.",
  }),
  qualified: about(yesNo(), {
    label: "Krävs socionomexamen eller annan relevant examen?",
    words: { ja: "Ja, bara med behörighet" },
    as: "box",
  }),
  grounds: about(choices(groundIds), {
    label: "Bara på vissa lagrum?",
    words: groundWords,
    optional: "om punkten gäller alla",
  }),
  interventions: about(choices(codes["intervention.intervention.type"]), {
    label: "Bara vissa insatser?",
    optional: "om punkten gäller alla",
  }),
  mostMonths: about(monthsField, { label: "Längst så många månader", width: 8, keys: "numeric" }),
  mostKronor: about(kronorField, { label: "Högst så många kronor i månaden", width: 12, keys: "numeric" }),
  restriction: about(optionalText(500), { label: "Villkor", hint: "Det som punkten säger utöver det som fyllts i ovan.", rows: 2 }),
} as const;

/** What the board has decided: on which day, in which paragraph of its minutes, and from when it holds. */
export const boardDecisionFields = {
  decidedOn: about(requiredDate("dagen då nämnden beslutade"), { past: true, label: "Nämndens beslut, dag" }),
  minutesNumber: about(requiredText("paragrafen i protokollet, till exempel § 12", 50), {
    label: "Paragraf i protokollet",
    hint: "Till exempel § 12.",
    width: 12,
  }),
  validFrom: about(requiredDate("från vilken dag det gäller"), { label: "Gäller från" }),
} as const;

export const adoptionFields = {
  decidedOn: boardDecisionFields.decidedOn,
  body: about(requiredText("vilken nämnd", 200), { label: "Vilken nämnd?", hint: "Till exempel Socialnämnden." }),
  minutesNumber: boardDecisionFields.minutesNumber,
  validFrom: about(requiredDate("från vilken dag den gäller"), {
    label: "Gäller från",
    hint: "Beslut som fattas från den dagen prövas mot den här versionen. Det som redan är beslutat ändras inte.",
  }),
} as const;

export const mandateFields = {
  level: about(choice(staffLevels, "en nivå"), {
    label: "Vilken nivå i delegationsordningen?",
    words: { ingen: "Ingen: beslutar inget på delegation" },
  }),
  qualified: about(yesNo(), {
    label: "Behörighet",
    words: { ja: "Har socionomexamen eller annan relevant examen" },
    as: "box",
  }),
  degree: about(optionalText(200), {
    label: "Vilken examen?",
    hint: "Till exempel socionomexamen 2014.",
    when: { field: "qualified", is: ["ja"] },
    needed: "Skriv vilken examen.",
  }),
  validFrom: about(requiredDate("från vilken dag"), { label: "Gäller från", start: "today" }),
} as const;
