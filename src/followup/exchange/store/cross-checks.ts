/**
 * What must hold between rows: asked of the staging tables as sets. Each check writes to the table `finding`; rows with errors, and
 * what hangs on them, are marked as bad, file by file in the order of loading, so that a file is checked against what will stand.
 */
import type { ClientBase } from "pg";
import { CARE_TYPES } from "../../../casework/decision/intervention-types.ts";
import { fileOf, idColumn } from "../format.ts";
import type { Column, ExchangeFile, FileName } from "../format.ts";
import { ownOf } from "./own-rows.ts";
import type { AbsentColumns } from "./own-rows.ts";
import { stageOf } from "./staging.ts";

export type CrossCheckScope = {
  readonly municipalityId: number;
  /** The files of this delivery. */
  readonly delivered: ReadonlySet<FileName>;
  readonly absent: AbsentColumns;
  /** What is missing in the delivery is going to be removed. */
  readonly replace: boolean;
};

type Reference = { readonly column: Column; readonly target: ExchangeFile };

/** Checks one file, delivered or not, and marks its bad rows. The files it refers to must have been checked. */
export async function crossCheck(client: ClientBase, name: FileName, scope: CrossCheckScope): Promise<void> {
  const file = fileOf(name);
  if (scope.delivered.has(name)) await checkDelivered(client, file, scope);
  await makeStanding(client, file, scope);
}

async function checkDelivered(client: ClientBase, file: ExchangeFile, scope: CrossCheckScope): Promise<void> {
  const references = file.columns.flatMap((column): Reference[] =>
    column.value.kind === "reference" ? [{ column, target: fileOf(column.value.to) }] : [],
  );
  if (idColumn(file)) await findDuplicates(client, file);
  else await dropRepeated(client, file);
  if (file.name === "barn") {
    await findSharedNumbers(client, file, scope);
    await findOtherThanKnown(client, file, scope);
  }
  for (const reference of references) {
    await findUnknown(client, file, reference);
    if (reference.target.name !== "barn") await findForeign(client, file, reference);
  }
  await findBeforeBirth(client, file);
  await findKeptColumns(client, file, scope);
  if (file.name === "barn") await findAdults(client, scope);
  if (file.name === "samtal" || file.name === "uteblivna_samtal") await findPlacementTies(client, file);
  await client.query(
    `update ${stageOf(file.name)} s set is_bad = true from pg_temp.finding f where f.file = '${file.name}' and f.row = s.row and f.is_error and not s.is_bad`,
  );
}

/** What a row that others refer to is asked for: the child it belongs to and, of a child, the birth date; of an intervention, its type. */
const STANDING_FIELDS: Partial<Record<FileName, string>> = {
  barn: "birth_date",
  utredningar: "child_id",
  insatser: "child_id, type",
};

function standingOf(name: FileName): string {
  return `pg_temp.standing_${name}`;
}

/** The rows of a file as they will stand after the import: the sound ones of the delivery, those of earlier deliveries that stay, and the casework's. */
async function makeStanding(client: ClientBase, file: ExchangeFile, scope: CrossCheckScope): Promise<void> {
  const fields = STANDING_FIELDS[file.name];
  if (fields === undefined) return;
  const keepsEarlier = !scope.replace || !scope.delivered.has(file.name);
  const earlier = keepsEarlier
    ? `union all select id, ${fields} from extract.${file.table} e where e.municipality_id = ${scope.municipalityId}
       and not exists (select from ${stageOf(file.name)} s where s.id = e.id and not s.is_bad)`
    : "";
  const casework = `union all select id, ${fields} from ${ownOf(file.name)} o where not exists (select from ${stageOf(file.name)} s where s.id = o.id and not s.is_bad)`;
  await client.query(
    `create temp table standing_${file.name} on commit drop as select id, ${fields} from ${stageOf(file.name)} where not is_bad ${earlier} ${casework}`,
  );
  await client.query(`analyze ${standingOf(file.name)}`);
}

function report(client: ClientBase, select: string): Promise<unknown> {
  return client.query(`insert into pg_temp.finding (file, row, col, code, other, is_error) ${select}`);
}

async function findDuplicates(client: ClientBase, file: ExchangeFile): Promise<void> {
  const stage = stageOf(file.name);
  // Two senders' ids of one child in the casework share its identity number, and are told of as that.
  const told = file.name === "barn" ? "and (external_id = first_id or number is distinct from first_number)" : "";
  const number = file.name === "barn" ? "identity_number" : "null::text";
  await report(
    client,
    `select '${file.name}', row, '${idColumn(file)?.name}', 'duplicate-id', first, true
     from (select row, external_id, ${number} as number, min(row) over w as first, first_value(external_id) over w as first_id,
         first_value(${number}) over w as first_number
       from ${stage} where id is not null window w as (partition by id order by row)) d
     where row <> first ${told}`,
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
  await client.query(
    `delete from ${stageOf(file.name)} s using pg_temp.finding f where f.file = '${file.name}' and f.code = 'repeated-row' and f.row = s.row`,
  );
}

async function findSharedNumbers(client: ClientBase, file: ExchangeFile, scope: CrossCheckScope): Promise<void> {
  const stage = stageOf(file.name);
  await report(
    client,
    `select 'barn', row, 'personnummer', 'shared-identity-number', first, true
     from (select row, external_id, min(row) over w as first, first_value(external_id) over (partition by identity_number order by row) as first_id
       from ${stage} where identity_number is not null window w as (partition by identity_number)) d
     where row <> first and external_id is distinct from first_id`,
  );
  await client.query(`update ${stage} s set is_bad = true
    from (select distinct other from pg_temp.finding where code = 'shared-identity-number') d where s.row = d.other`);
  if (scope.replace) return;
  await report(
    client,
    `select 'barn', s.row, 'personnummer', 'earlier-identity-number', null, true from ${stage} s
     join extract.child e on e.municipality_id = ${scope.municipalityId} and e.identity_number = s.identity_number
       and e.external_id <> s.external_id
     where not exists (select from ${stage} o where o.external_id = e.external_id)`,
  );
}

/** A number that the casework knows beside another birth date or sex may be another child's: it is not joined to the known one. */
async function findOtherThanKnown(client: ClientBase, file: ExchangeFile, scope: CrossCheckScope): Promise<void> {
  const differing: Readonly<Record<string, string>> = {
    fodelsedatum: "p.birth_date <> s.birth_date",
    kon: "(p.sex, s.sex) in (('kvinna', 'pojke'), ('man', 'flicka'))",
  };
  for (const [column, differs] of Object.entries(differing)) {
    await report(
      client,
      `select 'barn', s.row, '${column}', 'other-than-known', null, true from ${stageOf(file.name)} s
       join people.person p on p.municipality_id = ${scope.municipalityId} and p.identity_number = s.identity_number
       where not s.is_bad and ${differs}`,
    );
  }
}

async function findUnknown(client: ClientBase, file: ExchangeFile, { column, target }: Reference): Promise<void> {
  const stage = stageOf(file.name);
  await report(
    client,
    `select '${file.name}', row, '${column.name}', 'unknown-reference', null, true from ${stage} s
     where s.${column.field} is not null and not exists (select from ${standingOf(target.name)} t where t.id = s.${column.field})
       and not exists (select from ${stageOf(target.name)} t where t.id = s.${column.field})`,
  );
  // A row that hangs on a bad row is left out with it, without an error of its own.
  await client.query(
    `update ${stage} s set is_bad = true from (select distinct id from ${stageOf(target.name)} where is_bad) t
     where not s.is_bad and t.id = s.${column.field} and not exists (select from ${standingOf(target.name)} n where n.id = t.id)`,
  );
}

async function findForeign(client: ClientBase, file: ExchangeFile, { column, target }: Reference): Promise<void> {
  await report(
    client,
    `select '${file.name}', s.row, '${column.name}', 'other-child', null, true from ${stageOf(file.name)} s
     join ${standingOf(target.name)} t on t.id = s.${column.field} where t.child_id <> s.child_id`,
  );
}

/** A conversation that took place before the child was born is certainly wrong; the rest may be about a child not yet born. */
async function findBeforeBirth(client: ClientBase, file: ExchangeFile): Promise<void> {
  const dates: Partial<Record<FileName, string>> = {
    aktualiseringar: "inkom",
    utredningar: "inledd",
    insatser: "beviljad",
    samtal: "datum",
  };
  const column = file.columns.find((c) => c.name === dates[file.name]);
  if (!column) return;
  const isError = file.name === "samtal" ? "s.status = 'genomfört'" : "false";
  await report(
    client,
    `select '${file.name}', s.row, '${column.name}', 'before-birth', null, coalesce(${isError}, false) from ${stageOf(file.name)} s
     join ${standingOf("barn")} b on b.id = s.child_id where s.${column.field} < b.birth_date`,
  );
}

/**
 * A column that the file does not have leaves alone what earlier deliveries said there, and that is told: once for each column, with the
 * number of rows as `other` and row 1, the header, as its place. What is kept must go with what is new.
 */
async function findKeptColumns(client: ClientBase, file: ExchangeFile, scope: CrossCheckScope): Promise<void> {
  const absent = scope.absent.get(file.name) ?? [];
  if (!idColumn(file)) return;
  const kept = `${stageOf(file.name)} s join extract.${file.table} e on e.municipality_id = ${scope.municipalityId} and e.id = s.id`;
  for (const column of absent) {
    await report(
      client,
      `select '${file.name}', 1, '${column.name}', 'column-kept', count(*)::int, false from ${kept}
       where not s.is_bad and not s.is_own and e.${column.field} is not null having count(*) > 0`,
    );
  }
  if (file.name !== "utredningar" || !absent.some((column) => column.field === "ended_on")) return;
  await report(
    client,
    `select '${file.name}', s.row, 'inledd', 'start-after-kept-end', null, true from ${kept} where s.started_on > e.ended_on`,
  );
}

/** Where the rows of a child have the day they are about. */
const DAYS: Partial<Record<FileName, string>> = {
  aktualiseringar: "received_on",
  utredningar: "started_on",
  insatser: "granted_on",
  samtal: "held_on",
};

/** A child who is 18 already at the first day that the delivery tells of it (of anybody, where it tells nothing of the child) is none. */
async function findAdults(client: ClientBase, scope: CrossCheckScope): Promise<void> {
  const days = Object.entries(DAYS)
    .filter(([name]) => scope.delivered.has(name as FileName))
    .map(([name, field]) => `select child_id, ${field} as day from ${stageOf(name as FileName)} where ${field} is not null`);
  if (days.length === 0) return;
  await report(
    client,
    `with day as (${days.join(" union all ")}), own as (select child_id, min(day) as first from day group by child_id)
     select 'barn', s.row, 'fodelsedatum', 'adult', null, false from ${stageOf("barn")} s left join own o on o.child_id = s.id
     where s.birth_date + interval '18 years' <= coalesce(o.first, (select min(day) from day))`,
  );
}

/** Planning and follow-up count for öppna insatser; a tie to a placement is kept but not counted. */
async function findPlacementTies(client: ClientBase, file: ExchangeFile): Promise<void> {
  const placements = CARE_TYPES.map((type) => `'${type}'`).join(", ");
  await report(
    client,
    `select '${file.name}', s.row, 'insats_id', 'placement-not-counted', null, false from ${stageOf(file.name)} s
     join ${standingOf("insatser")} t on t.id = s.intervention_id
     where s.phase in ('planering', 'uppföljning') and t.type in (${placements})`,
  );
}

/** Earlier rows of files, or values of columns, that are not delivered and hang on rows that a replacing delivery would remove; how many. */
export async function findOrphans(client: ClientBase, scope: CrossCheckScope, names: readonly FileName[]): Promise<Orphans[]> {
  const orphans: Orphans[] = [];
  for (const name of names) {
    const isDelivered = scope.delivered.has(name);
    const file = fileOf(name);
    for (const column of isDelivered ? (scope.absent.get(name) ?? []) : file.columns) {
      if (column.value.kind !== "reference" || !scope.delivered.has(column.value.to) || (isDelivered && !idColumn(file))) continue;
      // Of a delivered file only the rows that stay keep what the absent column held.
      const stays = isDelivered ? `and exists (select from ${stageOf(name)} s where s.id = e.id)` : "";
      const { rows } = await client.query<{ n: number }>(
        `select count(*)::int as n from extract.${file.table} e where e.municipality_id = ${scope.municipalityId} and e.${column.field} is not null
         ${stays} and not exists (select from ${stageOf(column.value.to)} t where t.id = e.${column.field})`,
      );
      const count = rows[0]?.n ?? 0;
      if (count > 0) orphans.push({ file: name, ...(isDelivered ? { column: column.name } : {}), target: column.value.to, rows: count });
    }
  }
  return orphans;
}

/** What would be left hanging: the rows of a file, or of one of its columns. */
export type Orphans = { readonly file: FileName; readonly column?: string; readonly target: FileName; readonly rows: number };
