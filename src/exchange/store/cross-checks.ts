/**
 * What must hold between rows: asked of the staging tables as sets. Each check writes to the table `finding`; rows with errors, and
 * what hangs on them, are marked as bad, file by file in the order of loading, so that a file is checked against what will stand.
 */
import type { ClientBase } from "pg";
import { PLACEMENTS, fileOf, idColumn } from "../format.ts";
import type { Column, ExchangeFile, FileName } from "../format.ts";
import { stageOf } from "./staging.ts";

export type CrossCheckScope = {
  readonly municipalityId: number;
  /** The files of this delivery. */
  readonly delivered: ReadonlySet<FileName>;
  /** What is missing in the delivery is going to be removed. */
  readonly replace: boolean;
};

type Reference = { readonly column: Column; readonly target: ExchangeFile };

/** Checks one delivered file and marks its bad rows. The files it refers to must have been checked. */
export async function crossCheck(client: ClientBase, name: FileName, scope: CrossCheckScope): Promise<void> {
  const file = fileOf(name);
  const references = file.columns.flatMap((column): Reference[] =>
    column.value.kind === "reference" ? [{ column, target: fileOf(column.value.to) }] : [],
  );
  if (idColumn(file)) await findDuplicates(client, file);
  else await dropRepeated(client, file);
  if (name === "barn") await findSharedNumbers(client, file, scope);
  for (const reference of references) await findUnknown(client, file, reference, scope);
  for (const reference of references) if (reference.target.name !== "barn") await findForeign(client, file, reference, scope);
  await findBeforeBirth(client, file, scope);
  if (name === "samtal" || name === "uteblivna_samtal") await findPlacementTies(client, file, scope);
  await client.query(`update ${stageOf(name)} s set is_bad = true from pg_temp.finding f where f.file = '${name}' and f.row = s.row and f.is_error and not s.is_bad`);
}

function report(client: ClientBase, select: string): Promise<unknown> {
  return client.query(`insert into pg_temp.finding (file, row, col, code, other, is_error) ${select}`);
}

async function findDuplicates(client: ClientBase, file: ExchangeFile): Promise<void> {
  const stage = stageOf(file.name);
  await report(
    client,
    `select '${file.name}', row, '${idColumn(file)?.name}', 'duplicate-id', first, true
     from (select row, min(row) over (partition by id) as first from ${stage} where id is not null) d where row <> first`,
  );
  // Which of them is right nobody can say, so none is taken.
  await client.query(`update ${stage} s set is_bad = true
    from (select distinct other from pg_temp.finding where file = '${file.name}' and code = 'duplicate-id') d where s.row = d.other`);
}

/** uteblivna_samtal has no id: the same row twice says the same thing once. */
async function dropRepeated(client: ClientBase, file: ExchangeFile): Promise<void> {
  const keys = file.columns.map((column) => column.field).join(", ");
  const repeated = `select row, first from (select row, min(row) over (partition by ${keys}) as first from ${stageOf(file.name)} where not is_bad) d where row <> first`;
  await report(client, `select '${file.name}', row, '${file.columns[0]?.name}', 'repeated-row', first, false from (${repeated}) r`);
  await client.query(`delete from ${stageOf(file.name)} s using pg_temp.finding f where f.file = '${file.name}' and f.code = 'repeated-row' and f.row = s.row`);
}

async function findSharedNumbers(client: ClientBase, file: ExchangeFile, scope: CrossCheckScope): Promise<void> {
  const stage = stageOf(file.name);
  await report(
    client,
    `select 'barn', row, 'personnummer', 'shared-identity-number', first, true
     from (select row, id, min(row) over w as first, first_value(id) over (partition by identity_number order by row) as first_id
       from ${stage} where identity_number is not null window w as (partition by identity_number)) d
     where row <> first and id is distinct from first_id`,
  );
  await client.query(`update ${stage} s set is_bad = true
    from (select distinct other from pg_temp.finding where code = 'shared-identity-number') d where s.row = d.other`);
  if (scope.replace) return;
  await report(
    client,
    `select 'barn', s.row, 'personnummer', 'earlier-identity-number', null, true from ${stage} s
     join extract.child e on e.municipality_id = ${scope.municipalityId} and e.identity_number = s.identity_number and e.id <> s.id
     where not exists (select from ${stage} o where o.id = e.id)`,
  );
}

/** Whether rows of an earlier delivery will still stand beside the staged ones. */
function keepsEarlier(target: ExchangeFile, scope: CrossCheckScope): boolean {
  return !scope.replace || !scope.delivered.has(target.name);
}

async function findUnknown(client: ClientBase, file: ExchangeFile, { column, target }: Reference, scope: CrossCheckScope): Promise<void> {
  const stage = stageOf(file.name);
  const earlier = keepsEarlier(target, scope)
    ? `and not exists (select from extract.${target.table} e where e.municipality_id = ${scope.municipalityId} and e.id = s.${column.field})`
    : "";
  await report(
    client,
    `select '${file.name}', row, '${column.name}', 'unknown-reference', null, true from ${stage} s
     where s.${column.field} is not null and not exists (select from ${stageOf(target.name)} t where t.id = s.${column.field}) ${earlier}`,
  );
  // A row that hangs on a bad row is left out with it, without an error of its own.
  await client.query(
    `update ${stage} s set is_bad = true where not s.is_bad and exists (select from ${stageOf(target.name)} t where t.id = s.${column.field} and t.is_bad)
     and not exists (select from ${stageOf(target.name)} t where t.id = s.${column.field} and not t.is_bad) ${earlier}`,
  );
}

/** The child that a row of `target` belongs to, as it will stand: staged before earlier. */
function standing(target: ExchangeFile, fields: string, scope: CrossCheckScope): string {
  const own = idColumn(target) ? "id" : "child_id";
  return `(select id, ${fields} from ${stageOf(target.name)} where not is_bad union all
    select e.id, ${fields} from extract.${target.table} e where e.municipality_id = ${scope.municipalityId}
      and not exists (select from ${stageOf(target.name)} t where t.${own} = e.id and not t.is_bad))`;
}

async function findForeign(client: ClientBase, file: ExchangeFile, { column, target }: Reference, scope: CrossCheckScope): Promise<void> {
  await report(
    client,
    `select '${file.name}', s.row, '${column.name}', 'other-child', null, true from ${stageOf(file.name)} s
     join ${standing(target, "child_id", scope)} t on t.id = s.${column.field} where t.child_id <> s.child_id`,
  );
}

/** A conversation that took place before the child was born is certainly wrong; the rest may be about a child not yet born. */
async function findBeforeBirth(client: ClientBase, file: ExchangeFile, scope: CrossCheckScope): Promise<void> {
  const dates: Partial<Record<FileName, string>> = { aktualiseringar: "inkom", utredningar: "inledd", insatser: "beviljad", samtal: "datum" };
  const column = file.columns.find((c) => c.name === dates[file.name]);
  if (!column) return;
  const isError = file.name === "samtal" ? "s.status = 'genomfört'" : "false";
  await report(
    client,
    `select '${file.name}', s.row, '${column.name}', 'before-birth', null, coalesce(${isError}, false) from ${stageOf(file.name)} s
     join ${standing(fileOf("barn"), "birth_date", scope)} b on b.id = s.child_id where s.${column.field} < b.birth_date`,
  );
}

/** Planning and follow-up count for öppna insatser; a tie to a placement is kept but not counted. */
async function findPlacementTies(client: ClientBase, file: ExchangeFile, scope: CrossCheckScope): Promise<void> {
  const placements = PLACEMENTS.map((type) => `'${type}'`).join(", ");
  await report(
    client,
    `select '${file.name}', s.row, 'insats_id', 'placement-not-counted', null, false from ${stageOf(file.name)} s
     join ${standing(fileOf("insatser"), "type", scope)} t on t.id = s.intervention_id
     where s.phase in ('planering', 'uppföljning') and t.type in (${placements})`,
  );
}

/** Files not delivered whose earlier rows hang on rows that a replacing delivery would remove, with the number of such rows. */
export async function findOrphans(client: ClientBase, scope: CrossCheckScope, names: readonly FileName[]): Promise<{ file: FileName; target: FileName; rows: number }[]> {
  const orphans: { file: FileName; target: FileName; rows: number }[] = [];
  for (const name of names.filter((n) => !scope.delivered.has(n))) {
    for (const column of fileOf(name).columns) {
      if (column.value.kind !== "reference" || !scope.delivered.has(column.value.to)) continue;
      const { rows } = await client.query<{ n: number }>(
        `select count(*)::int as n from extract.${fileOf(name).table} e where e.municipality_id = ${scope.municipalityId} and e.${column.field} is not null
         and not exists (select from ${stageOf(column.value.to)} t where t.id = e.${column.field})`,
      );
      const count = rows[0]?.n ?? 0;
      if (count > 0) orphans.push({ file: name, target: column.value.to, rows: count });
    }
  }
  return orphans;
}
