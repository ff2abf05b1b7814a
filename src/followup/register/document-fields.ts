import { choice, optionalDate, optionalText, requiredDate, requiredText, someChoices } from "../../platform/core/fields.ts";
import type { FieldProblem } from "../../platform/basics/result.ts";
import { answerKinds, scopes } from "./codes.ts";

/** What is asked of a routine or document, when it is new and when it is changed. */
export const documentFields = {
  title: requiredText("vad den heter", 200),
  decidedBy: requiredText("vem som har beslutat", 200),
  decidedOn: requiredDate("beslutsdagen"),
  reviewOn: optionalDate(),
  scope: choice(scopes, "vilka barn den gäller"),
  limits: optionalText(1000),
  description: optionalText(1000),
  link: optionalText(480),
  place: optionalText(200),
  answers: someChoices(answerKinds, "en sak som den handlar om"),
};

type Filled = {
  readonly decidedOn: string;
  readonly reviewOn?: string | undefined;
  readonly scope: (typeof scopes)[number];
  readonly limits?: string | undefined;
  readonly link?: string | undefined;
  readonly place?: string | undefined;
};

const address = /^https?:\/\/[^\s<>"]{3,472}$/u;

/** What must be said because of another answer. `today` is the last day that something can be decided on. */
export function faultsIn({ decidedOn, reviewOn, scope, limits, link, place }: Filled, today: string): readonly FieldProblem[] {
  const faults: FieldProblem[] = [];
  if (decidedOn > today)
    faults.push({ field: "decidedOn", message: "Beslutsdagen har inte varit än. Skriv in dokumentet när det är beslutat." });
  if (reviewOn !== undefined && reviewOn < decidedOn)
    faults.push({ field: "reviewOn", message: "Dagen för nästa översyn kan inte vara före beslutsdagen." });
  if (scope === "med begränsning" && limits === undefined) faults.push({ field: "limits", message: "Skriv vilken begränsningen är." });
  if (scope === "alla barn" && limits !== undefined)
    faults.push({ field: "limits", message: "Du har valt alla barn. Ta bort texten, eller välj att det finns en begränsning." });
  if (link !== undefined && !address.test(link))
    faults.push({ field: "link", message: "Skriv hela adressen, till exempel https://intranat.kommunen.se/rutiner." });
  if (link === undefined && place === undefined)
    faults.push({ field: "place", message: "Skriv var dokumentet finns, eller en länk till det." });
  return faults;
}

/** What was filled in, as the columns of a version. */
export function columnsOf(input: Filled & { title: string; decidedBy: string; description?: string | undefined }) {
  return {
    title: input.title,
    decided_by: input.decidedBy,
    decided_on: input.decidedOn,
    review_on: input.reviewOn ?? null,
    scope: input.scope,
    limits: input.limits ?? null,
    description: input.description ?? null,
    link: input.link ?? null,
    place: input.place ?? null,
  };
}
