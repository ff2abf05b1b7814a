import { about } from "../../platform/core/about.ts";
import { choice, optionalChoice, optionalDate, optionalText, requiredId, requiredText, yesNo } from "../../platform/core/fields.ts";
import { without } from "../../platform/basics/codes.ts";
import { codes } from "../../platform/database/generated.ts";
import { protectedIdentities, sexes } from "./codes.ts";
import { readWhere } from "./person-fields.ts";

export const relationKinds = codes["people.relation.kind"];
export type RelationKind = (typeof relationKinds)[number];

/** What one is to the other, in words that go on with "till". */
export const relationWords: Readonly<Record<RelationKind, string>> = {
  förälder: "förälder till",
  syskon: "syskon till",
  halvsyskon: "halvsyskon till",
  styvförälder: "styvförälder till",
  partner: "partner till",
  "tidigare partner": "tidigare partner till",
  "mor- eller farförälder": "mor- eller farförälder till",
  nätverk: "viktig person i nätverket för",
  kontakt: "professionell kontakt för",
};

const kindWords = {
  förälder: "Förälder till",
  syskon: "Syskon till",
  halvsyskon: "Halvsyskon till",
  styvförälder: "Styvförälder till",
  partner: "Partner till",
  "tidigare partner": "Tidigare partner till",
  "mor- eller farförälder": "Mor- eller farförälder till",
  nätverk: "Viktig person i nätverket för",
  kontakt: "Professionell kontakt för",
} as const;

/** As it stands it is read on the page of the people and in the genogram. */
const inGenogram = "stands on the page of the case's people";

const relation = {
  kind: about(choice(relationKinds, "vad personen är för den andra"), {
    quiet: inGenogram,
    label: "Vad är personen för den andra?",
    as: "list",
    words: kindWords,
  }),
  toId: about(requiredId("vem relationen gäller"), { label: "Vem gäller det?", quiet: inGenogram, as: "list" }),
  validFrom: about(optionalDate(), { label: "Från och med", quiet: inGenogram, hint: "Om dagen är känd.", past: true }),
} as const;

/** Between two who are in the case already. */
export const relationFields = {
  fromId: about(requiredId("en person"), { label: "Person", quiet: inGenogram, as: "list" }),
  ...relation,
  ...readWhere,
} as const;

/** Who somebody around the child is. */
export const relativeWords = {
  givenName: about(requiredText("förnamnet, eller vad personen kallas", 100), {
    quiet: inGenogram,
    label: "Förnamn",
    hint: "Eller vad barnet kallar personen, om namnet inte är känt.",
  }),
  familyName: about(optionalText(100), { label: "Efternamn", quiet: inGenogram }),
  sex: about(choice(sexes, "kön"), {
    label: "Kön",
    quiet: inGenogram,
    words: { kvinna: "Kvinna", man: "Man", okänt: "Vet inte" },
    inline: true,
  }),
  birthYear: about(optionalText(4), { label: "Födelseår", quiet: inGenogram, width: 4, keys: "numeric" }),
  isDeceased: about(yesNo(), { label: "Avliden", quiet: inGenogram, as: "box", words: { ja: "Personen är avliden" } }),
  protectedIdentity: about(choice(protectedIdentities, "hur uppgifterna är skyddade"), {
    quiet: inGenogram,
    label: "Skyddade personuppgifter",
    words: { ingen: "Inget skydd" },
    as: "list",
    start: { code: "ingen" },
  }),
} as const;

/** Somebody new, and what that person is to one who is in the case. */
export const relativeFields = { ...relativeWords, ...relation, ...readWhere } as const;

const when = (...is: string[]) => ({ field: "change", is });

export const relationChangeFields = {
  change: about(choice(without(codes["people.relation.change"], "bekräftad"), "vad som ska ändras"), {
    quiet: inGenogram,
    label: "Vad ska ändras?",
    words: { rättad: "Relationen ska rättas", upphörd: "Relationen gäller inte längre", återtagen: "Relationen har aldrig stämt" },
  }),
  kind: about(optionalChoice(relationKinds), {
    label: "Rätt relation",
    quiet: inGenogram,
    as: "list",
    words: kindWords,
    when: when("rättad"),
  }),
  validFrom: about(optionalDate(), { label: "Från och med", quiet: inGenogram, when: when("rättad"), past: true }),
  validTo: about(optionalDate(), {
    label: "Sista dagen",
    quiet: inGenogram,
    when: when("upphörd"),
    needed: "Ange sista dagen.",
    past: true,
  }),
  reason: about(optionalText(2000), {
    quiet: inGenogram,
    label: "Varför blev det fel?",
    rows: 2,
    when: when("återtagen"),
    needed: "Skriv varför uppgiften var fel.",
  }),
  ...readWhere,
} as const;

export const relativeChangeFields = {
  change: about(choice(without(codes["people.relative.change"], "bekräftad"), "vad som ska ändras"), {
    quiet: inGenogram,
    label: "Vad ska ändras?",
    words: { rättad: "Uppgifterna ska rättas", återtagen: "Personen ska inte finnas här" },
    start: { code: "rättad" },
  }),
  ...relativeWords,
  reason: about(optionalText(2000), {
    quiet: inGenogram,
    label: "Varför blev det fel?",
    rows: 2,
    when: when("återtagen"),
    needed: "Skriv varför uppgiften var fel.",
  }),
  ...readWhere,
} as const;
