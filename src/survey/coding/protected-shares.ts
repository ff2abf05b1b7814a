/** Answers by code in the protected form, for all units and by groups: as every other table of a survey is protected (decision 0032). */
import type { Part } from "../fieldwork/part.ts";
import { madePart, missingPart } from "../fieldwork/part.ts";
import type { Answered } from "../tables/answered.ts";
import type { TableSet } from "../tables/definition.ts";
import { groupings, groupingWords } from "../tables/frame.ts";
import { makeProtectedTables } from "../tables/make-protected.ts";
import { protect } from "../tables/protection/protect.ts";
import type { PublicationAudit } from "../tables/protection/protect.ts";
import { bookOf, finalCodes } from "./coding-state.ts";
import type { CodingState } from "./coding-state.ts";

export type ProtectedShares = { readonly parts: readonly Part[]; readonly audit: PublicationAudit };

const about = {
  assignment: "",
  purpose: "",
  population: "",
  objects: "",
  frame: "",
  questions: "",
  collection: "",
  period: "",
  measurement: "",
  comparability: "",
};

const ofNone = { id: "alla", title: "Alla", stub: "Kod", how: "", columns: [] } as const;

/** The tables and their audit; no table where there are too few answers, or where the audit does not hold: then nothing may be shown. */
export async function protectedShares(state: CodingState, label: string): Promise<ProtectedShares> {
  const decided = state.answers.flatMap((answer) => {
    const codes = finalCodes(state, answer);
    return codes ? [{ unit: answer.unit, codes }] : [];
  });
  const codes = bookOf(state)?.codes ?? [];
  const units = decided.map(({ unit }) => unit);
  const answered: Answered = {
    frame: units,
    units,
    given: new Map(codes.map(({ code }) => [code, Uint8Array.from(decided, (one) => (one.codes.includes(code) ? 1 : 2))])),
  };
  const set: TableSet = {
    survey: "",
    title: label,
    source: "",
    year: "",
    about,
    tables: [
      {
        id: "koder",
        title: label,
        stub: "Kod",
        columns: ["Andel (%)"],
        rows: codes.map(({ code, meaning }) => ({
          label: `${code}: ${meaning}`,
          figures: [{ of: { column: code, alternatives: [1] }, base: { kind: "answered" } }],
        })),
        order: { kind: "form" },
        hasTotal: false,
        bases: "table",
        notes: [],
        hasSource: false,
        inferred: [],
      },
    ],
    texts: [],
    bySexAndAge: [],
  };
  const protection = await protect(set, answered);
  if (decided.length < protection.audit.minimum)
    return { audit: protection.audit, parts: [missingPart(ofNone, "Svaren är för få för att visas.")] };
  if (!protection.audit.isSafe)
    return { audit: protection.audit, parts: [missingPart(ofNone, "Granskningen höll inte, så inget kan visas.")] };
  const tables = makeProtectedTables(set, answered, protection, { by: groupings, withSexAndAge: false }).filter(({ id }) => id === "koder");
  return {
    audit: protection.audit,
    parts: tables.map((table) =>
      madePart(
        {
          id: table.group === null ? "alla" : `${table.group.by}-${table.group.value}`.slice(0, 100),
          title: table.group === null ? "Alla" : `${groupingWords[table.group.by]}: ${table.group.value}`,
          stub: "Kod",
          how: `Andelar i hela procent, ovägda, av svar vars koder är avgjorda. Tal från 1 till ${protection.audit.minimum - 1} enheter visas inte, och inte heller det som de går att räkna ut av (–).`,
          columns: [["Andel (%)", "antal"]],
        },
        table.rows.map(({ label: row, values }) => ({ label: row, values: [values[0] ?? null] })),
        { notes: [table.n === null ? "n visas inte." : `n = ${table.n}.`] },
      ),
    ),
  };
}
