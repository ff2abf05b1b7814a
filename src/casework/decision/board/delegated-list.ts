/** The list of what was decided on delegation, as the board gets it: by point, with numbers of cases and initials, and no name of a child. */
import { z } from "zod";
import { formatLong } from "../../../platform/basics/dates.ts";
import { csvForPeople } from "../../../platform/basics/csv-for-people.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineTemplate } from "../../../platform/documents/template.ts";
import { letterheadValues, logoBytes } from "../../letters/letter.ts";
import type { LetterValues } from "../../letters/letter.ts";
import type { DelegatedLine } from "../queries/find-delegated.ts";

const values = z.object({
  letterhead: letterheadValues,
  logo: answer.list(answer.count).nullable(),
  title: answer.text(200),
  head: answer.text(200),
  about: answer.text(2000),
  points: answer.list(z.object({ heading: answer.text(200), rows: answer.list(z.tuple([answer.text(200), answer.text(2000)])) })),
});

export const delegatedListTemplate = defineTemplate({
  name: "delegated-list",
  file: new URL("delegated-list.typ", import.meta.url),
  values,
});

type List = { readonly from: string; readonly to: string; readonly municipality: string; readonly decisions: readonly DelegatedLine[] };

/** "Punkt 3.1", or that none is written. */
export const pointHeading = (point: string | null): string => (point === null ? "Utan punkt" : `Punkt ${point}`);

/** The decisions of each point, in their order. */
export function byPoint(decisions: readonly DelegatedLine[]): readonly (readonly [string, readonly DelegatedLine[]])[] {
  const groups = new Map<string, DelegatedLine[]>();
  for (const one of decisions)
    groups.set(pointHeading(one.delegationPoint), [...(groups.get(pointHeading(one.delegationPoint)) ?? []), one]);
  return [...groups];
}

/** "2026-00012 A.T." or the number alone where the identity is protected. */
export const caseWords = ({ caseNumber, initials }: DelegatedLine): string => [caseNumber, initials].filter(Boolean).join(" ");

/** The list as the values of its document. */
export function delegatedListValues(
  { from, to, municipality, decisions }: List,
  letterhead: LetterValues["letterhead"],
): z.input<typeof values> {
  return {
    letterhead,
    logo: logoBytes(letterhead),
    title: "Beslut fattade på delegation",
    head: `${municipality} · ${from}–${to}`,
    about: `${decisions.length} beslut från och med den ${formatLong(from)} till och med den ${formatLong(to)}. Ärendets nummer och barnets initialer; vid skyddad identitet bara numret. Uppgifterna omfattas av sekretess (26 kap. 1 § OSL).`,
    points: byPoint(decisions).map(([heading, rows]) => ({
      heading,
      rows: rows.map(
        (one) =>
          [`${one.decidedOn}\n${caseWords(one)}`, [one.what, one.ground, one.by, one.unit].filter(Boolean).join("\n")] as [string, string],
      ),
    })),
  };
}

/** The same for a spreadsheet. */
export function delegatedCsv(decisions: readonly DelegatedLine[]): string {
  return csvForPeople([
    ["Punkt", "Beslutsdag", "Ärende", "Initialer", "Beslut", "Lagrum", "Beslutat av", "Enhet", "Anmält", "Paragraf"],
    ...decisions.map((one) => [
      ...[
        one.delegationPoint,
        one.decidedOn,
        one.caseNumber,
        one.initials,
        one.what,
        one.ground,
        one.by,
        one.unit,
        one.reportedOn,
        one.reportedIn,
      ],
    ]),
  ]);
}
