/** The extract of a journal: what stands in it, in words. Pure but for the name of its template's file. */
import { z } from "zod";
import { answer } from "../../../platform/core/answers.ts";
import { formatDateTime, stockholmDate, stockholmTime } from "../../../platform/basics/dates.ts";
import { defineTemplate } from "../../../platform/documents/template.ts";
import type { CaseParts } from "../../../casework/case/case-parts.ts";
import { contentsOf } from "../contents.ts";
import { bornWords } from "../../../casework/people/born-words.ts";
import { withheldWords } from "../../../casework/case/queries/get-withheld.ts";
import type { WithheldPart } from "../../../casework/case/queries/get-withheld.ts";
import { timelineOf } from "../timeline.ts";
import type { CaseEvent } from "../../../casework/part/case-event.ts";
import { viewOfGuardian } from "./guardian-view.ts";
import type { GuardianView } from "./guardian-view.ts";

const words = answer.text(200_000);
const fact = z.tuple([answer.text(200), words]);

/** What the document shows; no name stands in its title or running head. */
export const journalValues = z.object({
  title: answer.text(200),
  head: answer.text(200),
  mark: z.object({ heading: answer.text(300), about: words }),
  facts: answer.list(fact),
  contents: answer.list(z.object({ heading: answer.text(300), rows: answer.list(fact) })),
  events: answer.list(z.object({ heading: answer.text(500), when: answer.text(500), account: words, inChildsWords: words })),
  /** What guardians may not be shown; null in the version for a guardian. */
  withheld: answer.list(z.object({ heading: answer.text(300), passage: words, ground: answer.text(1200) })).nullable(),
  made: answer.text(300),
});
export type JournalValues = z.output<typeof journalValues>;

/** The extract as a document. */
export const journalTemplate = defineTemplate({
  name: "journal-extract",
  file: new URL("journal.typ", import.meta.url),
  values: journalValues,
});

type Making = { readonly parts: CaseParts; readonly madeAt: Date; readonly madeBy: string };

/** The whole journal, with what guardians may not be shown. */
export function fullExtract({ parts, madeAt, madeBy, withheld }: Making & { readonly withheld: readonly WithheldPart[] }): JournalValues {
  const heading = "Fullständig version: får inte lämnas till vårdnadshavare";
  const about = "Innehåller uppgifter som inte får visas för vårdnadshavare (12 kap. 3 § offentlighets- och sekretesslagen).";
  const shown = withheld.map((one) => ({
    heading: `${withheldWords[one.kind]} ${one.on}`,
    passage: one.text,
    ground: one.reason,
  }));
  return {
    ...bodyOf(parts, madeAt),
    ...headOf(parts, "fullständig version"),
    mark: { heading, about },
    withheld: shown,
    made: madeWords(madeAt, madeBy),
  };
}

/** The journal as one guardian may be shown it. That something is left out is said in the same words whether anything is or not. */
export function guardianExtract({
  parts,
  madeAt,
  madeBy,
  guardian,
  view,
}: Making & { readonly guardian: string; readonly view: GuardianView }): JournalValues {
  const lines = [
    "Det som inte får visas för dig är utelämnat. Uppgifter om barnet kan vara skyddade också mot en vårdnadshavare (12 kap. 3 § offentlighets- och sekretesslagen), och uppgifter om andra personer är skyddade (26 kap. 1 §).",
    ...(view.hidesWhereabouts ? ["Det som är skrivet fritt är utelämnat, eftersom det kan visa var någon finns."] : []),
    ...(view.showsReporter ? [] : ["Vem som anmälde, och vad som sades i anmälan, är utelämnat (26 kap. 5 §)."]),
    "Vill du ha ut mer kan du begära att socialnämnden prövar det. Det krävs ett skriftligt beslut för att du ska kunna överklaga (6 kap. 3 §).",
  ];
  const mark = { heading: `Version för vårdnadshavaren ${guardian}`, about: lines.join("\n") };
  const shown = viewOfGuardian(parts, view);
  return {
    ...bodyOf(shown, madeAt),
    ...headOf(parts, "version för vårdnadshavare"),
    mark,
    withheld: null,
    made: madeWords(madeAt, madeBy),
  };
}

function headOf({ file }: CaseParts, version: string): Pick<JournalValues, "title" | "head"> {
  return { title: `Journalutdrag, ärende ${file.case_number}`, head: `Ärende ${file.case_number} · Journalutdrag, ${version}` };
}

function madeWords(at: Date, by: string): string {
  return `Framtaget ${formatDateTime(at)} av ${by}.`;
}

function bodyOf(parts: CaseParts, madeAt: Date): Pick<JournalValues, "facts" | "contents" | "events"> {
  return {
    facts: factsOf(parts),
    contents: contentsOf(parts, stockholmDate(madeAt)).map(({ heading, rows }) => ({
      heading,
      rows: said(rows.map((row) => [row.term, row.value])),
    })),
    events: timelineOf(parts).toReversed().map(eventOf),
  };
}

function factsOf({ child, file, guardians, staff }: CaseParts): JournalValues["facts"] {
  const number = child.identity_number;
  const isNumber = number !== null && /^\d{12}$/u.test(number);
  return said([
    ["Barnet", `${child.given_name} ${child.family_name}`],
    isNumber ? ["Personnummer", `${number.slice(0, 8)}-${number.slice(8)}`] : ["Född", bornWords(child.birth_date, child.birth_date_known)],
    ["Skyddad identitet", child.protected_identity === "ingen" ? "" : child.protected_identity],
    ["Språk", [child.language, child.interpreter_need ? "behöver tolk" : ""].filter(Boolean).join(", ")],
    ["Vårdnadshavare", guardians.map((one) => [`${one.given_name} ${one.family_name}`, one.phone].filter(Boolean).join(", ")).join("\n")],
    ["Enhet", file.unit],
    ["Handläggare", staff.map((one) => `${one.name} (${one.role})`).join("\n")],
    ["Öppnat", file.opened_on],
    ["Avslutat", file.closed_on === null ? "" : [file.closed_on, file.closure_reason].filter(Boolean).join(", ")],
  ]);
}

/** The facts that say something. */
function said(rows: readonly (readonly [string, string | null | undefined])[]): JournalValues["facts"] {
  return rows.flatMap(([term, value]): [string, string][] => (value ? [[term, value]] : []));
}

/** An event of the journal in words. */
export function eventOf({ on, at, recordedAt, heading, text, childWords, by }: CaseEvent): JournalValues["events"][number] {
  const written = new Date(recordedAt);
  const time = stockholmTime(written);
  const when = [
    at === undefined ? on : `${on} ${at}`,
    by ?? "",
    stockholmDate(written) === on ? `skrivet ${time}` : `skrivet ${stockholmDate(written)} ${time}`,
  ];
  return { heading, when: when.filter(Boolean).join(" · "), account: text ?? "", inChildsWords: childWords ?? "" };
}
