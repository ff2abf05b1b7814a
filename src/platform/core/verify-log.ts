import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { Tx } from "../database/connect.ts";

/** One fault in the log of a municipality. `message` is Swedish. */
type LogFault = {
  readonly code:
    | "seal-missing"
    | "seal-moved"
    | "event-changed"
    | "event-missing"
    | "event-order"
    | "event-sealed-twice"
    | "event-forged"
    | "attempt-changed"
    | "waiting-without-event"
    | "head-unknown"
    | "heads-late";
  readonly message: string;
  /** Number of the seal, where one is concerned. */
  readonly seal?: number;
  /** Ids of the events concerned, at most 20. */
  readonly eventIds?: readonly string[];
};

/** What the check of one municipality's log found. */
export type LogReport = {
  readonly seals: number;
  /** Events in the log, sealed and waiting. */
  readonly events: number;
  /** Events that no seal covers yet. */
  readonly waiting: number;
  /** Hash of the last seal, hexadecimal; 64 zeros before the first. Note it outside the system: it proves later that nothing was cut off. */
  readonly head: string;
  /** Number of the seal with the expected hash; undefined where none was asked for or found. */
  readonly expectedSeal?: number;
  /** Whether what refused requests attempted was checked too: only the owner of the database may read that. */
  readonly areAttemptsChecked: boolean;
  /** Everything found, at most 200 faults. Empty = the log is whole. */
  readonly faults: readonly LogFault[];
};

/** A seal that was told outside: its number and its hash, hexadecimal. */
export type ExpectedHead = { readonly number: number; readonly hash: string };

const sealsAtATime = 100;
const mostFaults = 200;
const mostIds = 20;
const noHash = "0".repeat(64);

/**
 * Checks the whole log of the municipality that `tx` works for: every link of the chain and every event is counted anew (SHA-256),
 * from the definitions in src/platform/core/database/ but not with the functions there, which whoever changed the log could have changed.
 * Use `readMunicipality`: all must be seen at one moment. Memory does not grow with the log. `expected` is a hash noted earlier, or heads
 * that were told outside: every one of them must stand in the chain, with its number.
 */
export async function verifyLog(tx: Tx, expected?: string | readonly ExpectedHead[]): Promise<LogReport> {
  const faults: LogFault[] = [];
  const hash = typeof expected === "string" ? expected.toLowerCase() : undefined;
  const missing = new Map(typeof expected === "object" ? expected.map((head) => [`${head.number} ${head.hash}`, head]) : []);
  const chain = await walkChain(tx, faults, (number, link) => {
    missing.delete(`${number} ${link}`);
    return link === hash;
  });
  const { events, waiting } = await countEvents(tx);
  faults.push(...(await findStrayEvents(tx)));
  const areAttemptsChecked = await mayReadAttempts(tx);
  if (areAttemptsChecked) faults.push(...(await findChangedAttempts(tx)));
  for (const { number } of missing.values()) {
    const message = `Sigill ${number} har inte det kontrollvärde som lämnades ut: kedjan är en annan, eller dess slut är borttaget.`;
    faults.push({ code: "head-unknown", message, seal: number });
  }
  if (hash !== undefined && chain.expectedSeal === undefined) {
    faults.push({
      code: "head-unknown",
      message: "Ingen länk i kedjan har det väntade kontrollvärdet: loggens slut är borttaget eller kedjan är en annan.",
    });
  }
  const { seals, head, expectedSeal } = chain;
  const report = { seals, events, waiting, head, areAttemptsChecked, faults: faults.slice(0, mostFaults) };
  return expectedSeal === undefined ? report : { ...report, expectedSeal };
}

type Sql = RawBuilder<unknown>;
type Chain = { seals: number; head: string; expectedSeal?: number };

/** Walks the chain from its beginning; `isExpected` sees each link, the nothing before the first as number 0. */
async function walkChain(tx: Tx, faults: LogFault[], isExpected: (number: number, hash: string) => boolean): Promise<Chain> {
  const chain: Chain = { seals: 0, head: noHash };
  if (isExpected(0, noHash)) chain.expectedSeal = 0;
  let last = 0;
  let form = 1;
  for (;;) {
    const links = await readLinks(tx, last);
    for (const link of links) {
      faults.push(...checkLink(link, last, chain.head, form));
      if (faults.length > mostFaults) faults.length = mostFaults;
      if (isExpected(link.number, link.hash)) chain.expectedSeal = link.number;
      chain.head = link.hash;
      chain.seals += 1;
      last = link.number;
      form = link.form;
    }
    if (links.length < sealsAtATime) return chain;
  }
}

type Link = {
  number: number;
  previousHash: string;
  hash: string;
  countedHash: string | null;
  /** Which form of the hash (src/platform/database/migrations/0002-audit.sql). */
  form: number;
  isOrdered: boolean;
  missing: string[] | null;
};

async function readLinks(tx: Tx, after: number): Promise<Link[]> {
  const { rows } = await sql<Link>`
    select s.number, s.form, encode(s.previous_hash, 'hex') as "previousHash", encode(s.hash, 'hex') as hash,
      encode(sha256(s.previous_hash || convert_to(case s.form when 1 then events.body_1 else ${sealText} || E'\n' || events.body_2 end, 'UTF8')), 'hex')
        as "countedHash",
      s.event_ids = array(select distinct id from unnest(s.event_ids) id order by id) as "isOrdered",
      case when events.n < cardinality(s.event_ids) then array(
        select listed.id from unnest(s.event_ids) listed(id)
        where not exists (select from audit.event e where e.municipality_id = s.municipality_id and e.id = listed.id)
        limit ${mostIds})::text[] end as missing
    from audit.seal s
    cross join lateral (
      select count(*) as n, case s.form when 1 then string_agg(${eventText1}, E'\n' order by e.id) end as body_1,
        case s.form when 2 then string_agg(${eventText2}, E'\n' order by e.id) end as body_2
      from audit.event e where e.municipality_id = s.municipality_id and e.id = any (s.event_ids)) events
    where s.municipality_id = (select core.current_municipality()) and s.number > ${after}
    order by s.number limit ${sealsAtATime}`.execute(tx);
  return rows;
}

const moment = (column: Sql) => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The words of an event that a seal of form 1 covers: as `audit.canonical`. What came later was empty then, and must still be. */
const eventText1 = sql`concat_ws('|', e.municipality_id, e.id, ${moment(sql`e.at`)},
  coalesce(e.actor_id::text, '-'), coalesce(e.actor_role, '-'), coalesce(e.session_id::text, '-'), e.request_id, e.action, e.kind,
  e.outcome, coalesce(e.case_id::text, '-'), array_to_string(e.subject_ids, ','), host(e.source_address), encode(e.attempt_hash, 'hex'))`;

/** One field of form 2: its length in bytes, a colon, the value, a comma. */
const field = (value: Sql) => sql`coalesce(octet_length(${value}) || ':' || ${value}, '-') || ','`;
const inFields = (...values: Sql[]) => sql`(${sql.join(values.map(field), sql` || `)})`;

/** The words of an event that a seal of form 2 covers: as `audit.canonical_2`. */
const eventText2 = inFields(
  ...[sql`e.municipality_id::text`, sql`e.id::text`, moment(sql`e.at`), sql`e.actor_id::text`, sql`e.actor_role`, sql`e.session_id::text`],
  ...[sql`e.request_id::text`, sql`e.action`, sql`e.kind`, sql`e.outcome`, sql`e.case_id::text`, sql`array_to_string(e.subject_ids, ',')`],
  ...[sql`host(e.source_address)`, sql`encode(e.attempt_hash, 'hex')`],
);

/** What a seal of form 2 says of itself, as `audit.seal_batch` writes it. */
const sealText = inFields(
  ...[sql`'fortrogen seal 2'`, sql`s.municipality_id::text`, sql`s.number::text`, moment(sql`s.sealed_at`)],
  sql`cardinality(s.event_ids)::text`,
);

function checkLink(link: Link, last: number, head: string, lastForm: number): LogFault[] {
  const seal = link.number;
  const faults: LogFault[] = [];
  if (seal !== last + 1) {
    const gap = seal === last + 2 ? `Sigill ${last + 1} saknas.` : `Sigillen ${last + 1}–${seal - 1} saknas.`;
    faults.push({ code: "seal-missing", message: gap, seal });
  }
  // After a gap the link before is unknown, and the gap has been reported.
  else if (link.previousHash !== head || link.form < lastForm) {
    faults.push({
      code: "seal-moved",
      message: `Sigill ${seal} hänger inte ihop med sigillet före: något av dem är ändrat eller flyttat.`,
      seal,
    });
  }
  if (!link.isOrdered) {
    faults.push({
      code: "event-order",
      message: `Sigill ${seal} räknar upp sina händelser i fel ordning eller någon av dem två gånger.`,
      seal,
    });
  }
  if (link.missing && link.missing.length > 0) {
    faults.push({ code: "event-missing", message: `Händelser i sigill ${seal} saknas.`, seal, eventIds: link.missing });
  } else if (link.countedHash !== link.hash && !faults.some(({ code }) => code === "seal-moved")) {
    faults.push({ code: "event-changed", message: `Någon händelse i sigill ${seal}, eller sigillet självt, är ändrad.`, seal });
  }
  return faults;
}

async function countEvents(tx: Tx): Promise<{ events: number; waiting: number }> {
  const { rows } = await sql<{ events: number; waiting: number }>`
    select (select count(*) from audit.event where municipality_id = (select core.current_municipality())) as events,
      (select count(*) from audit.unsealed where municipality_id = (select core.current_municipality())) as waiting`.execute(tx);
  return rows[0] ?? { events: 0, waiting: 0 };
}

async function mayReadAttempts(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select has_table_privilege('audit.attempt', 'select') as may`.execute(tx);
  return rows[0]?.may === true;
}

/** Every attempt must be what its event says: neither another, nor missing, nor added. */
async function findChangedAttempts(tx: Tx): Promise<LogFault[]> {
  const { rows } = await sql<{ id: string }>`
    select coalesce(e.id, a.event_id) as id
    from (select * from audit.attempt where municipality_id = (select core.current_municipality())) a
    full join (select * from audit.event where municipality_id = (select core.current_municipality()) and attempt_hash is not null) e
      on e.id = a.event_id
    where e.attempt_hash is distinct from sha256(convert_to(a.event_id::text || ':' || a.attempted::text, 'UTF8'))
    order by 1 limit ${mostIds}`.execute(tx);
  if (rows.length === 0) return [];
  const message = "Det som nekade försök gällde är ändrat, borttaget eller tillagt.";
  return [{ code: "attempt-changed", message, eventIds: rows.map(({ id }) => id) }];
}

/** Every event must be in one seal, or wait for one: never both, never neither. */
async function findStrayEvents(tx: Tx): Promise<LogFault[]> {
  const sealed = sql`select unnest(event_ids) as id from audit.seal where municipality_id = (select core.current_municipality())`;
  const waiting = sql`select event_id as id from audit.unsealed where municipality_id = (select core.current_municipality())`;
  const written = sql`select id from audit.event where municipality_id = (select core.current_municipality())`;
  const ids = async (query: ReturnType<typeof sql>) => {
    const { rows } = await sql<{ id: string }>`select id from (${query}) found order by id limit ${mostIds}`.execute(tx);
    return rows.map(({ id }) => id);
  };
  const found: [LogFault["code"], string, string[]][] = [
    [
      "event-forged",
      "Händelser finns i loggen utan sigill och utan att vänta på ett.",
      await ids(sql`${written} except (${sealed} union all ${waiting})`),
    ],
    [
      "event-sealed-twice",
      "Händelser är förseglade mer än en gång, eller både förseglade och väntande.",
      await ids(sql`select id from (${sealed} union all ${waiting}) every group by id having count(*) > 1`),
    ],
    ["waiting-without-event", "Händelser väntar på sigill men finns inte i loggen.", await ids(sql`${waiting} except ${written}`)],
  ];
  return found.filter(([, , eventIds]) => eventIds.length > 0).map(([code, message, eventIds]) => ({ code, message, eventIds }));
}
