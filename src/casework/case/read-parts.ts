import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";
import { makersSql } from "../decision/case-part.ts";
import type { CaseQuestion, Finishing } from "../part/case-part.ts";
import type { MadePart } from "../part/made-parts.ts";
import { partNames, partsByName } from "./case-parts.ts";
import type { CaseParts, PartName } from "./case-parts.ts";

type Recorded = Partial<Record<PartName, unknown>> & { readonly makers?: Readonly<Record<string, MadePart>> };

/**
 * The parts of a case that are asked for, `file` among them, with the days that their rules give; undefined when there is no case. One question to the
 * database, and another where the case has something that few cases have: each part costs the server its plan, also when it is empty.
 */
export async function readParts(tx: Tx, question: CaseQuestion, names: readonly PartName[]): Promise<Partial<CaseParts> | undefined> {
  const asked = partNames.filter((name) => names.includes(name));
  const rare = asked.flatMap((name) => (partsByName[name].isThere ? [{ name, isThere: partsByName[name].isThere }] : []));
  const common = asked.filter((name) => !partsByName[name].isThere);
  const pairs = common.map((name) => pair(name, partsByName[name].sql(question)));
  if (common.some((name) => partsByName[name].hasDecisions)) pairs.push(pair("makers", makersSql(question)));
  const isThere = rare.map((one) => pair(one.name, one.isThere(question)));
  const { rows } = await sql<{ parts: Recorded; there: Partial<Record<PartName, boolean>> }>`
    select json_build_object(${sql.join(pairs)}) as parts, json_build_object(${sql.join(isThere)}) as there`.execute(tx);
  const [row] = rows;
  if (!row?.parts.file) return undefined;
  const present = rare.map(({ name }) => name).filter((name) => row.there[name] === true);
  const none = Object.fromEntries(rare.map(({ name }) => [name, []]));
  return { ...finished(row.parts, question.context.today), ...none, ...(present.length > 0 && (await readRare(tx, question, present))) };
}

async function readRare(tx: Tx, question: CaseQuestion, names: readonly PartName[]): Promise<Partial<CaseParts>> {
  const pairs = names.map((name) => pair(name, partsByName[name].sql(question)));
  const { rows } = await sql<{ parts: Recorded }>`select json_build_object(${sql.join(pairs)}) as parts`.execute(tx);
  return finished(rows[0]?.parts ?? {}, question.context.today);
}

/** A name, which is ours, and its subquery. */
const pair = (name: string, of: RawBuilder<unknown>) => sql`${sql.lit(name)}, ${of}`;

/** The parts as each finishes what is recorded of it. */
function finished({ makers, ...parts }: Recorded, today: string): Partial<CaseParts> {
  const by: Finishing = { today, made: (id) => (id === null ? null : (makers?.[id] ?? null)) };
  return Object.fromEntries(
    Object.entries(parts).map(([name, recorded]) => {
      const { finish } = partsByName[name as PartName];
      return [name, finish ? finish(recorded as never, by) : recorded];
    }),
  ) as Partial<CaseParts>;
}
