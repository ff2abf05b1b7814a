/**
 * Open answers by code as a table of a publication: of the answers whose codes two have decided, among all units that answered. How many wrote anything
 * is a number that is protected as any other (a share's base), so the table tells no more of who wrote than the others do.
 */
import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Problem, Result } from "../../platform/basics/result.ts";
import { failed, invalidField, ok } from "../../platform/basics/result.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { bookOf, finalCoding, isRevealed } from "../coding/coding-state.ts";
import { labelOf, loadCoding, openColumns } from "../coding/load-coding.ts";
import type { Questionnaire } from "../questionnaires/questionnaire.ts";
import type { Answered } from "../tables/answered.ts";
import type { Base, TableDefinition, TableSet } from "../tables/definition.ts";
import type { DeliveryMark } from "./deliveries.ts";

type Code = { readonly code: string; readonly meaning: string };
/** Which codes each unit's answer has, by the unit's code; a unit that wrote nothing is not there. */
type CodesOfUnits = ReadonlyMap<string, readonly string[]>;

/** An open question as it is coded. */
export type Coded = { readonly column: string; readonly codes: readonly Code[]; readonly ofUnits: CodesOfUnits };

/** What is published of an open question: the code book, the codings that decided, and what the same codes are known by. */
export type CodesToPublish = { readonly bookId: string; readonly codingIds: readonly string[]; readonly digest: Buffer };

/** SHA-256 of the codes with what they mean and of which unit has which. */
function digestOfCodes({ codes, ofUnits }: Pick<Coded, "codes" | "ofUnits">): Buffer {
  const units = [...ofUnits].map(([unit, given]) => `${unit} ${given.toSorted().join("|")}\n`).sort();
  const text = [...codes.map(({ code, meaning }) => `${code}: ${meaning}\n`), ...units].join("");
  return createHash("sha256").update(text, "utf8").digest();
}

/**
 * The codes of an open question's answers in some deliveries. Problems: `not-found`; at `column` where the two are not done; `codes-undecided` where an
 * answer has no codes yet: what is published is never made of more.
 */
export async function codesToPublish(
  tx: Tx,
  municipalityId: number,
  { roundId, column }: { readonly roundId: string; readonly column: string },
  deliveries: readonly DeliveryMark[],
): Promise<Result<CodesToPublish>> {
  const found = await loadCoding(tx, municipalityId, roundId, column, deliveries);
  if (!found.ok) return found;
  const book = bookOf(found.value);
  if (book === undefined || !isRevealed(found.value)) return invalidField("column", "Frågan är inte färdigkodad av två.");
  const decided = found.value.answers.map((one) => ({ unit: one.unit.code, coding: finalCoding(found.value, one) }));
  const codings = decided.flatMap(({ unit, coding }) => (coding === undefined ? [] : [{ unit, coding }]));
  const left = decided.length - codings.length;
  if (left > 0) return failed(undecided(left));
  if (codings.length === 0) return invalidField("column", "Ingen har skrivit något på frågan.");
  const ofUnits = new Map(codings.map(({ unit, coding }) => [unit, coding.codes]));
  return ok({ bookId: book.id, codingIds: codings.map(({ coding }) => coding.id), digest: digestOfCodes({ codes: book.codes, ofUnits }) });
}

const undecided = (left: number): Problem => ({
  code: "codes-undecided",
  field: "column",
  message: `${left === 1 ? "1 svar" : `${left} svar`} på frågan har inga avgjorda koder. Det som ges ut ändras inte sedan, så alla ska vara med.`,
  hint: "Koda dem, och avgör dem som är kodade olika.",
});

/** The question as a publication has kept it. */
export async function readCoded(tx: Tx, municipalityId: number, publicationId: string): Promise<Coded> {
  const { rows } = await sql<{ column: string; codes: readonly Code[]; units: readonly { unit: string; codes: readonly string[] }[] }>`
    select b.answer_column as column,
      (select coalesce(json_agg(json_build_object('code', c.code, 'meaning', c.meaning) order by c.place), '[]') from survey.code c
        where c.municipality_id = b.municipality_id and c.code_book_id = b.id) as codes,
      (select coalesce(json_agg(json_build_object('unit', u.code, 'codes', array(select o.code from survey.coding_code o
          where o.municipality_id = g.municipality_id and o.coding_id = g.id order by 1)) order by u.code), '[]')
        from survey.publication_coding k
        join survey.coding g on g.municipality_id = k.municipality_id and g.id = k.coding_id
        join survey.unit u on u.municipality_id = g.municipality_id and u.id = g.unit_id
        where k.municipality_id = p.municipality_id and k.publication_id = p.id) as units
    from survey.publication p join survey.code_book b on b.municipality_id = p.municipality_id and b.id = p.code_book_id
    where p.municipality_id = ${municipalityId} and p.id = ${publicationId}::uuid`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error(`The publication ${publicationId} is not of open answers.`);
  return { column: row.column, codes: row.codes, ofUnits: new Map(row.units.map(({ unit, codes }) => [unit, codes])) };
}

/** The columns of answers that a coded question becomes: whether anything is written, and each code. */
const wrote = "skrev";
const columnOf = (code: string) => `kod:${code}`;
const ofThoseWhoWrote: Base = { kind: "counted", of: { any: [{ column: wrote, alternatives: [1] }] } };

/** The answers with the codes as columns: 1 where the code is given, 2 where something else is written. */
export function withCodes(answered: Answered, { codes, ofUnits }: Coded): Answered {
  const marked = (mark: (given: readonly string[]) => number) =>
    Uint8Array.from(answered.units, ({ code }) => {
      const given = ofUnits.get(code);
      return given === undefined ? 0 : mark(given);
    });
  const columns = codes.map(({ code }) => [columnOf(code), marked((given) => (given.includes(code) ? 1 : 2))] as const);
  return { ...answered, given: new Map([[wrote, marked(() => 1)], ...columns]) };
}

/** The one table of it, with what else is known of the survey. */
export function setOfCodes(set: TableSet, form: Questionnaire, { column, codes }: Coded): TableSet {
  const open = openColumns(form).find((one) => one.column === column);
  const label = open === undefined ? column : labelOf(form, open);
  const table: TableDefinition = {
    id: `Fråga ${open?.question ?? column}`,
    title: label,
    stub: "Kod",
    columns: ["Andel (%)"],
    rows: codes.map(({ code, meaning }) => ({
      label: `${meaning} (${code})`,
      figures: [{ of: { column: columnOf(code), alternatives: [1] }, base: ofThoseWhoWrote }],
    })),
    order: { kind: "form" },
    hasTotal: false,
    bases: "table",
    notes: ["Andelar av de enheter som har skrivit något. Ett svar kan ha flera koder, så andelarna kan bli mer än 100 tillsammans."],
    hasSource: true,
    inferred: [],
  };
  const coding =
    "Svaren är skrivna med egna ord. Två har kodat varje svar utan att se varandras koder; där de skilde sig är svaret avgjort, med skäl.";
  return {
    ...set,
    about: { ...set.about, measurement: `${set.about.measurement} ${coding}`.trim() },
    tables: [table],
    texts: [],
    bySexAndAge: [],
  };
}
