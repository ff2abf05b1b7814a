// An agency and the units that it asks, with a link each, in a house of the bench or of a drill.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type pg from "pg";
import { fillRest, form2024 } from "../../tests/support/answered-form.ts";
import { addDays, stockholmDate } from "../../src/platform/basics/dates.ts";
import { columnsOfQuestion } from "../../src/survey/questionnaires/answer-columns.ts";
import { answerPath } from "../../src/survey/rounds/link.ts";
import type { Acknowledged, FilledPage } from "../load/respondent.ts";
import { mustRun } from "./processes.ts";
import type { Place } from "./processes.ts";

export const agencyCode = "202100-0555";

/** Adds the agency, by the command that an operator uses. */
export async function addAgency(place: Place): Promise<void> {
  await mustRun(place, ["municipality", "add", "--agency", agencyCode, "Provmyndigheten"]);
}

/** A round that is open today, with so many units; gives their links. As rows, by the owner: the round's own pages are not what is measured. */
export async function addUnits(client: pg.Client, count: number): Promise<string[]> {
  const form = await form2024();
  const today = stockholmDate(new Date());
  const { rows } = await client.query<{ id: number }>("select id from core.municipality where code = $1", [agencyCode]);
  const agency = rows[0]?.id;
  const [staff, round] = [randomUUID(), randomUUID()];
  const tokens = Array.from({ length: count }, () => randomBytes(32).toString("base64url"));
  const digests = tokens.map((token) => `\\x${createHash("sha256").update(token).digest("hex")}`);
  const days = [addDays(today, -1), addDays(today, 30), addDays(today, 44)];
  await client.query("begin");
  await client.query("insert into access.staff (municipality_id, id, subject, name, title) values ($1, $2, $3, 'Prov', 'chef')", [agency, staff, `bench:${staff}`]); // prettier-ignore
  await client.query(
    `insert into survey.round (municipality_id, id, questionnaire, version, fingerprint, title, opens_on, last_day, closes_on, contact, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, 'Prov', $6, $7, $8, 'Prov', $9, now())`,
    [agency, round, form.id, form.version, form.fingerprint, ...days, staff],
  );
  await client.query(
    `with made as (insert into survey.unit (municipality_id, id, round_id, code, name, recorded_by, recorded_at)
       select $1, gen_random_uuid(), $2, lpad(n::text, 4, '0'), 'Enhet ' || n, $3, now() from generate_series(0, $4::int - 1) n returning municipality_id, id, code)
     insert into survey.unit_link (municipality_id, unit_id, number, digest, recorded_by, recorded_at)
       select municipality_id, id, 1, ($5::text[])[code::int + 1]::bytea, $3, now() from made`,
    [agency, round, staff, count, digests],
  );
  await client.query("commit");
  return tokens.map(answerPath);
}

/** The whole form filled in, so that it can be signed: the shares that nobody can give are said to be none that can be given. */
export async function filledPages(): Promise<FilledPage[]> {
  const form = await form2024();
  return form.pages.map((page) => {
    const filled = fillRest(page, new Set(page.questions.map(({ name }) => name)), {});
    for (const { column, type, alternatives } of page.questions.flatMap(columnsOfQuestion))
      if (type === "andel") filled[column] = [alternatives.at(-1) ?? ""];
    return {
      key: page.key,
      fields: Object.entries(filled).flatMap(([name, values]) => values.map((value): [string, string] => [name, value])),
    };
  });
}

/** What was acknowledged and is not there: each page by who saved it, each signature with its delivery. */
export async function findLost(client: pg.Client, saved: readonly Acknowledged[], signed: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ key: string }>(
    "select answer_set_id || ' ' || page || ' ' || number || ' ' || said_by as key from survey.page_save where said_by is not null",
  );
  const there = new Set(rows.map(({ key }) => key));
  const lost = saved.map(({ setId, page, number, by }) => `${setId} ${page} ${number} ${by}`).filter((key) => !there.has(key));
  const delivered = await client.query<{ id: string }>(
    `select s.id from survey.answer_set s join survey.signature g on g.municipality_id = s.municipality_id and g.answer_set_id = s.id
     join survey.delivery d on d.municipality_id = s.municipality_id and d.unit_id = s.unit_id and d.digest = g.digest and d.content = g.content`,
  );
  const sets = new Set(delivered.rows.map(({ id }) => id));
  return [...lost, ...signed.filter((id) => !sets.has(id)).map((id) => `the delivery of ${id}`)];
}
