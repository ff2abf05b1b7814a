import { stockholmDate } from "../../platform/basics/dates.ts";
import { capital } from "../../platform/basics/text.ts";
import { caseLink } from "../../casework/case/links.ts";
import type { MovePart, PersonReviewPart } from "../../casework/case/people-parts.ts";
import type { CaseEvent } from "./case-event.ts";

const labels: Readonly<Record<string, string>> = {
  givenName: "Förnamn",
  familyName: "Efternamn",
  birthDate: "Födelsedatum",
  sex: "Kön",
  protectedIdentity: "Skyddade personuppgifter",
  language: "Språk",
  interpreterNeed: "Behov av tolk",
  identityNumber: "Personnummer",
};

/** What was typed of somebody who was known, beside what was known then, and what became of each. */
export function reviewEvent(of: PersonReviewPart): CaseEvent {
  const [known, typed]: readonly Readonly<Record<string, string | boolean | null | undefined>>[] = [of.known, of.typed];
  const line = (field: string, became: string) =>
    `${labels[field] ?? field}: känt ${wordsFor(known?.[field])}, uppgivet ${wordsFor(typed?.[field])}. ${became}`;
  const lines = [
    ...of.taken.map((field) => line(field, "Det uppgivna gäller nu.")),
    ...of.kept.map((field) => line(field, "Det kända står kvar.")),
  ];
  if (of.source !== null) lines.push(`Källa: ${[of.source, of.source_detail, of.source_on].filter(Boolean).join(", ")}.`);
  return {
    on: stockholmDate(new Date(of.recorded_at)),
    recordedAt: of.recorded_at,
    kind: "anteckning",
    heading: `${of.taken.length > 0 ? "Uppgifter ändrades" : "Andra uppgifter lämnades"}: ${of.name}`,
    text: lines.join("\n"),
    by: of.by,
  };
}

/** A report was moved here or away. Whose case the other is stands nowhere; the link is for whoever may open it. */
export function moveEvent(of: MovePart): CaseEvent {
  const what = `${capital(of.type)} som kom in ${of.received_on}`;
  return {
    on: of.moved_on,
    recordedAt: of.recorded_at,
    kind: "inkommet",
    heading: of.away ? `${what} flyttades till ett annat ärende` : `${what} flyttades hit från ett annat ärende`,
    text: of.reason,
    by: of.by,
    href: of.other_case_id === null ? undefined : caseLink(of.other_case_id),
  };
}

function wordsFor(value: string | boolean | null | undefined): string {
  if (typeof value === "boolean") return value ? "ja" : "nej";
  return value ?? "inget";
}
