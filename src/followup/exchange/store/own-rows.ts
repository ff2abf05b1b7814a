/**
 * What the municipality's own casework already knows of a delivery. One child has one id: a child whose identity number is known in the
 * casework gets that person's. And the casework's own rows, written by an earlier export, are recognised when they come back.
 */
import type { ClientBase } from "pg";
import { LOAD_ORDER, fileOf, idColumn } from "../format.ts";
import type { Column, FileName } from "../format.ts";
import { stageOf } from "./staging.ts";

export type ExchangeMunicipality = { readonly id: number; readonly code: string };

/** Of each delivered file, the columns of the format that it does not have. */
export type AbsentColumns = Map<FileName, readonly Column[]>;

/** The casework's rows of each file, with what the checks between rows ask for. */
const CASEWORK: Partial<Record<FileName, string>> = {
  barn: `select p.id, p.birth_date from people.person p where p.municipality_id = $ and p.birth_date is not null
    and exists (select from intake.case_file c where c.municipality_id = p.municipality_id and c.child_id = p.id)`,
  utredningar: `select i.id, c.child_id from investigation.investigation i
    join intake.case_file c on c.municipality_id = i.municipality_id and c.id = i.case_id where i.municipality_id = $`,
  aktualiseringar: "select i.id from intake.intake i where i.municipality_id = $",
  insatser: `select i.id, c.child_id, i.type from intervention.intervention i
    join intake.case_file c on c.municipality_id = i.municipality_id and c.id = i.case_id where i.municipality_id = $`,
  samtal: "select s.id from participation.conversation s where s.municipality_id = $",
};

/** The table of the casework's rows of a file; undefined for uteblivna_samtal, whose rows have no id. */
export function ownOf(name: FileName): string | undefined {
  return CASEWORK[name] === undefined ? undefined : `pg_temp.own_${name}`;
}

/**
 * Gives the staged rows the ids that the casework knows them by, and marks those that are the casework's own (`is_own`): they count as
 * unchanged and are not stored. Every file must have been staged; the tables of `ownOf` exist afterwards.
 */
export async function recogniseOwn(client: ClientBase, municipality: ExchangeMunicipality, absent: AbsentColumns): Promise<void> {
  for (const name of LOAD_ORDER) {
    const rows = CASEWORK[name];
    if (rows === undefined) continue;
    await client.query(`create temp table own_${name} on commit drop as ${rows.replaceAll("$", String(municipality.id))}`);
    await client.query(`analyze pg_temp.own_${name}`);
  }
  const { rows } = await client.query<{ has: boolean }>("select exists (select from people.person where municipality_id = $1) as has", [
    municipality.id,
  ]);
  // A municipality that only delivers has no casework to compare with.
  if (!rows[0]?.has) return;
  for (const name of LOAD_ORDER) if (ownOf(name) !== undefined) await renameRows(client, name, municipality);
  await rekeyEarlier(client, municipality.id);
  for (const name of LOAD_ORDER) if (idColumn(fileOf(name))) await markOwn(client, name, municipality.id, absent.get(name) ?? []);
  await markOwnMissed(client, municipality.id);
}

/** Gives the rows of a file, and all references to them, the ids that they have in the casework. */
async function renameRows(client: ClientBase, name: FileName, { id, code }: ExchangeMunicipality): Promise<void> {
  const renamed = `pg_temp.renamed_${name}`;
  await client.query(`create temp table renamed_${name} (made uuid primary key, own uuid not null) on commit drop`);
  if (name === "barn") {
    await client.query(
      `insert into ${renamed} select s.id, p.id from ${stageOf("barn")} s
       join people.person p on p.municipality_id = $1 and p.identity_number = s.identity_number
       where s.id is not null and s.id <> p.id on conflict (made) do nothing`,
      [id],
    );
    // A child that got the casework's id in an earlier delivery keeps it, also in a delivery without identity numbers.
    await client.query(
      `insert into ${renamed} select md5($2 || external_id)::uuid, id from extract.child
       where municipality_id = $1 and id <> md5($2 || external_id)::uuid on conflict (made) do nothing`,
      [id, `${code}/barn/`],
    );
  }
  const own = await client.query(
    `insert into ${renamed} select md5($1 || o.id)::uuid, o.id from ${ownOf(name)} o on conflict (made) do nothing`,
    [`${code}/${name}/`],
  );
  if (!own.rowCount && name !== "barn") return;
  await client.query(`analyze ${renamed}`);
  for (const file of LOAD_ORDER.map(fileOf)) {
    for (const column of file.columns) {
      const isOwn = column.value.kind === "id" && file.name === name;
      if (!isOwn && !(column.value.kind === "reference" && column.value.to === name)) continue;
      const field = isOwn ? "id" : column.field;
      await client.query(`alter table ${stageOf(file.name)} alter column ${field} drop expression`);
      await client.query(`update ${stageOf(file.name)} s set ${field} = r.own from ${renamed} r where s.${field} = r.made`);
    }
  }
}

/** A child delivered before its identity number was known has another id in the extract: the child and its rows get the new one. */
async function rekeyEarlier(client: ClientBase, municipalityId: number): Promise<void> {
  const found = await client.query(
    `create temp table rekeyed on commit drop as select distinct on (s.id) e.id as earlier, s.id as now from extract.child e
     join ${stageOf("barn")} s on s.external_id = e.external_id and s.id <> e.id
     where e.municipality_id = ${municipalityId} and not exists (select from extract.child o where o.municipality_id = e.municipality_id and o.id = s.id)`,
  );
  if (!found.rowCount) return;
  for (const file of LOAD_ORDER.map(fileOf)) {
    const field = file.name === "barn" ? "id" : "child_id";
    await client.query(
      `update extract.${file.table} t set ${field} = r.now from pg_temp.rekeyed r where t.municipality_id = $1 and t.${field} = r.earlier`,
      [municipalityId],
    );
  }
}

async function markOwn(client: ClientBase, name: FileName, municipalityId: number, absent: readonly Column[]): Promise<void> {
  const stage = stageOf(name);
  // The id that the sender wrote is the casework's: a child of an earlier delivery keeps the sender's.
  await client.query(`update ${stage} s set is_own = true from ${ownOf(name)} o where s.id = o.id and s.external_id = o.id::text`);
  if (name !== "barn") return;
  const fields = fileOf("barn")
    .columns.filter((column) => !absent.includes(column))
    .map((column) => column.field);
  const list = (alias: string): string => fields.map((field) => `${alias}.${field}`).join(", ");
  // A child known in both is written as the casework knows it; the same words back are no news about the delivered row.
  await client.query(
    `update ${stage} s set is_own = true from countable.extract_child x
     where x.municipality_id = $1 and x.id in (select id from ${ownOf("barn")}) and x.id = s.id and not s.is_own
       and (${list("x")}) is not distinct from (${list("s")})`,
    [municipalityId],
  );
}

/** uteblivna_samtal has no id: a row is the casework's own when it says what the casework says, and no delivery has said it. */
async function markOwnMissed(client: ClientBase, municipalityId: number): Promise<void> {
  const same = (a: string, b: string): string =>
    ["child_id", "phase", "reason"].map((f) => `${a}.${f} = ${b}.${f}`).join(" and ") +
    ["investigation_id", "intervention_id"].map((f) => ` and ${a}.${f} is not distinct from ${b}.${f}`).join("");
  await client.query(
    `update ${stageOf("uteblivna_samtal")} s set is_own = true from countable.missed_conversation m
     where m.municipality_id = $1 and m.child_id in (select id from ${ownOf("barn")}) and ${same("s", "m")}
       and not exists (select from extract.missed_conversation e where e.municipality_id = $1 and ${same("e", "s")})`,
    [municipalityId],
  );
}
