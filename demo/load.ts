// Loads the demo municipality into the casework tables: every row as the actions would have left it, so every gate of the database holds.
import type pg from "pg";
import { failed, ok } from "../src/platform/basics/result.ts";
import type { Problem, Result } from "../src/platform/basics/result.ts";
import { clocks } from "../src/casework/case/clocks.ts";
import { recountAll } from "../src/casework/clocks/keep.ts";
import { noteCounted } from "../src/casework/clocks/recount.ts";
import { overClient } from "../src/platform/database/over-client.ts";
import { dateOf } from "./calendar.ts";
import { casesOf } from "./load/cases.ts";
import type { CaseOfLife } from "./load/cases.ts";
import { idFor } from "./load/desk.ts";
import type { CasePaper, Desk } from "./load/desk.ts";
import { writeAttachment } from "./load/attachments.ts";
import { writeStatementChoices } from "./load/intervention.ts";
import { writeIntake } from "./load/intake.ts";
import { writeInvestigation } from "./load/investigation.ts";
import { writeDemoNote } from "./load/notes.ts";
import { writeOffers } from "./load/offers.ts";
import { writeFamily } from "./load/person.ts";
import type { Family } from "./load/person.ts";
import { writeLetterhead } from "./load/letterhead.ts";
import { delegationTables, writeAgenda, writeApprovals } from "./load/delegation.ts";
import { writeAround } from "./load/relations.ts";
import { registerTables } from "./load/register.ts";
import { writeShown } from "./load/shown.ts";
import { makeStaff, staffTables } from "./load/staff.ts";
import type { StaffMember } from "./load/staff.ts";
import { caseworkTables, sendAll } from "./load/tables.ts";
import { atUntil } from "./load/words.ts";
import { isOpen, lifeOf } from "./lives.ts";
import { showcaseSize } from "./lives/showcase.ts";
import type { Life } from "./lives/types.ts";
import { demoCode, demoMunicipality, demoName } from "./municipality.ts";
import type { DemoMunicipality } from "./municipality.ts";
import { Random } from "./random.ts";
import { inOneTransaction, removeWithin } from "./remove.ts";
import type { RemovedDemo } from "./remove.ts";

export type LoadOptions = {
  readonly seed: number;
  readonly children: number;
  /** Today, "YYYY-MM-DD": the lives go up to this day. */
  readonly today: string;
  /** The moment that it is loaded: nothing of today is written later. */
  readonly now?: Date;
  readonly onProgress?: (done: number, total: number) => void;
};

type SignIn = { readonly subject: string; readonly name: string; readonly title: string };
export type LoadedDemo = {
  readonly municipalityId: number;
  readonly children: number;
  readonly rows: number;
  readonly signIns: readonly SignIn[];
};

const childrenAtATime = 400;
/** Inhabitants per child that the social services meet in ten years (about 8 % of the children, who are a fifth of all). */
const inhabitantsPerChild = 60;

/**
 * Fills Demokommunen (code 0000, marked as demo), all or nothing. `ownerUrl` is the owner's connection.
 * Fails when the code is taken by a municipality that is not a demo, when the demo already has cases, and in a database where people
 * sign on with their municipality's sign-on. Throws what the database throws.
 */
export async function loadDemo(ownerUrl: string, options: LoadOptions): Promise<Result<LoadedDemo>> {
  return inOneTransaction(ownerUrl, (client) => loadWithin(client, options));
}

/**
 * Takes Demokommunen away, if it is there, and loads it anew: all or nothing. Gives what was taken away and what was loaded.
 * Fails as `removeDemo` and `loadDemo` do.
 */
export async function resetDemo(
  ownerUrl: string,
  options: LoadOptions & { now: Date },
): Promise<Result<{ removed: RemovedDemo[]; loaded: LoadedDemo }>> {
  return inOneTransaction(ownerUrl, async (client) => {
    const removed = await removeWithin(client, { now: options.now });
    if (!removed.ok && removed.error.code !== "no-demo") return removed;
    const loaded = await loadWithin(client, options);
    return loaded.ok ? ok({ removed: removed.ok ? removed.value : [], loaded: loaded.value }) : loaded;
  });
}

async function loadWithin(client: pg.Client, options: LoadOptions): Promise<Result<LoadedDemo>> {
  const prepared = await prepare(client, options.children);
  return prepared.ok ? ok(await fill(client, prepared.value, options)) : prepared;
}

/** Where real people sign on there is no room for made-up ones; a problem if so. Looks in the whole database. */
export async function refuseBesideRealPeople(client: pg.Client): Promise<Problem | undefined> {
  const { rowCount } = await client.query("select 1 from access.staff where subject not like 'demo:%' limit 1");
  return rowCount ? besideRealPeople : undefined;
}

const besideRealPeople: Problem = {
  code: "demo-not-allowed",
  message: "I den här databasen loggar människor in med kommunens inloggning. Demodata läses inte in bredvid riktiga uppgifter.",
  hint: "Använd en egen databas för demon: FORTROGEN_DATA=.demo npx fortrogen demo load",
};

async function prepare(client: pg.Client, children: number): Promise<Result<number>> {
  const beside = await refuseBesideRealPeople(client);
  if (beside) return failed(beside);
  const found = await client.query<{ id: number; is_demo: boolean; used: boolean }>(
    `select m.id, m.is_demo, exists (select 1 from intake.case_file c where c.municipality_id = m.id) as used from core.municipality m where m.code = $1`,
    [demoCode],
  );
  const municipality = found.rows[0];
  if (municipality && !municipality.is_demo) {
    return failed({
      code: "not-a-demo",
      message: `Kommunen med kod ${demoCode} är inte märkt som demo.`,
      hint: "Demodata läggs bara i en demokommun. Använd en annan databas.",
    });
  }
  if (municipality?.used) {
    return failed({
      code: "demo-already-loaded",
      message: `${demoName} är redan inläst.`,
      hint: "”fortrogen demo reset” tar bort den och läser in den på nytt, också i en annan storlek.",
    });
  }
  if (municipality) return ok(municipality.id);
  const added = await client.query<{ id: number }>(
    "insert into core.municipality (code, name, kind, population, is_demo) values ($1, $2, 'kommun', $3, true) returning id",
    [demoCode, demoName, Math.max(1000, children * inhabitantsPerChild)],
  );
  return ok(added.rows[0]?.id ?? 0);
}

async function fill(client: pg.Client, municipalityId: number, options: LoadOptions): Promise<LoadedDemo> {
  const { seed, children, today, onProgress } = options;
  const municipality = demoMunicipality({ seed, code: demoCode, referenceDay: today, showcase: true });
  const staff = makeStaff(demoCode, countOpen(municipality, children));
  for (const table of [...staffTables(municipalityId, staff), ...registerTables(municipalityId, demoCode, staff, today)])
    await table.send(client);
  const desk: Desk = {
    municipalityId,
    municipality,
    tables: caseworkTables(),
    staff,
    childOfStaff: childOfStaff(municipality, children),
    families: new Map(),
    caseNumbers: new Map(),
    kept: new Set(),
    at: atUntil(options.now, municipality.referenceDay),
  };
  const [random, words] = [new Random(), new Random()];
  let nextAnalyze = childrenAtATime;
  for (let number = 1; number <= children; number++) {
    writeLife(desk, lifeOf(municipality, number, random), words.reseed(seed, municipality.key, number, 7));
    if (number % childrenAtATime === 0 || number === children) {
      const isCounted = number >= nextAnalyze || number === children;
      await sendAll(desk.tables, client, { isCounted });
      if (isCounted) nextAnalyze *= 4;
      onProgress?.(number, children);
    }
  }
  for (const table of delegationTables(municipalityId, staff, today)) await table.send(client);
  await writeAgenda(client, municipalityId, today);
  const director = staff.members.find((member) => member.role === "director");
  if (director) await writeApprovals(client, municipalityId, today, director.id);
  await writeShown(client, desk);
  if (director) await writeLetterhead(client, municipalityId, today, director.id);
  if (director) await writeOffers(client, municipalityId, today, director.id);
  await keepClocks(client, municipalityId, options.now ?? new Date(`${today}T12:00:00Z`));
  const rows = Object.values(desk.tables).reduce((sum, table) => sum + table.total, 0);
  return { municipalityId, children, rows, signIns: staff.members.map(({ subject, name, title }) => ({ subject, name, title })) };
}

/** What must be done in the cases, as their rules count it. */
async function keepClocks(client: pg.Client, municipalityId: number, now: Date): Promise<void> {
  await client.query("select set_config('fortrogen.municipality', $1, true)", [String(municipalityId)]);
  const db = overClient(client);
  await recountAll(db, clocks, { municipalityId, by: "demo", now });
  await noteCounted(db, municipalityId);
}

/** The first child told by hand that can be searched for, and that nothing else than being somebody's own hides. */
function childOfStaff(municipality: DemoMunicipality, children: number): number | undefined {
  for (let number = 1; number <= Math.min(children, showcaseSize); number++) {
    const life = lifeOf(municipality, number);
    if (life.identityNumber !== undefined && !life.isProtected && !life.unaccompanied) return number;
  }
  return undefined;
}

function countOpen(municipality: DemoMunicipality, children: number): number {
  const random = new Random();
  let open = 0;
  for (let number = 1; number <= children; number++) if (isOpen(lifeOf(municipality, number, random))) open++;
  return open;
}

function writeLife(desk: Desk, life: Life, random: Random): void {
  const cases = casesOf(life, desk.municipality.referenceDay);
  const first = cases[0];
  if (!first) return;
  const family = writeFamily(desk, life, first.openedOn, caseworkerOf(desk, life, 0).id, random);
  cases.forEach((one, place) => writeCase(desk, life, one, place, family, random));
}

function writeCase(desk: Desk, life: Life, one: CaseOfLife, place: number, family: Family, random: Random): void {
  const { tables, municipalityId, staff } = desk;
  const caseworker = caseworkerOf(desk, life, place);
  const caseId = idFor(desk, life, one.openedOn, `ärende/${place}`);
  const leader = staff.members.find((member) => member.role === "team_leader" && member.unit === caseworker.unit) ?? caseworker;
  const paper: CasePaper = {
    desk, life, random, caseId, childId: family.childId, caseworker: caseworker.id, leader: leader.id, name: family.name, guardians: family.guardians,
    isOpen: one.endsOn === undefined, said: [], planned: [],
  }; // prettier-ignore
  const opened = dateOf(one.openedOn),
    stamp = [caseworker.id, desk.at(one.openedOn, 8 * 60 + 10)];
  const unitId = staff.units[caseworker.unit ?? 0]?.id;
  tables.caseFile.add(municipalityId, caseId, family.childId, nextCaseNumber(desk, opened), unitId, opened, ...stamp);
  writeAssignments(paper, one, caseworker, place);
  for (const intake of one.intakes) writeIntake(paper, intake);
  writeAround(paper, one);
  const investigations = new Set(one.intakes.map((intake) => life.intakes[intake]?.investigation).filter((found) => found !== undefined));
  for (const investigation of investigations) writeInvestigation(paper, investigation);
  writeStatementChoices(paper);
  writeAttachment(paper, one, place);
  if (random.chance(0.3)) {
    const day = Math.min(one.openedOn + random.whole(2, 30), one.endsOn ?? desk.municipality.referenceDay);
    writeDemoNote(paper, day, place);
  }
  if (one.endsOn === undefined) return;
  tables.caseClosure.add(
    municipalityId,
    caseId,
    dateOf(one.endsOn),
    closingReason(life, one),
    null,
    caseworker.id,
    desk.at(one.endsOn, 16 * 60 + 30),
  );
}

/** One in four cases has changed hands once; a report of the last days may still be nobody's. */
function writeAssignments(paper: CasePaper, one: CaseOfLife, caseworker: StaffMember, place: number): void {
  const { desk, life, caseId } = paper;
  const { referenceDay } = desk.municipality;
  const isFresh =
    one.endsOn === undefined && one.openedOn >= referenceDay - 3 && one.intakes.every((n) => life.intakes[n]?.investigation === undefined);
  if (isFresh && life.number > showcaseSize && life.number % 2 === 0) return;
  const add = (staffId: string, from: number, to: number | undefined, n: number): void => {
    const id = idFor(desk, life, from, `handläggare/${place}/${n}`);
    const ended = to === undefined ? null : dateOf(to);
    desk.tables.assignment.add(
      desk.municipalityId, id, caseId, staffId, "ansvarig", dateOf(from), ended, paper.leader, desk.at(from, 8 * 60 + 30),
    ); // prettier-ignore
    if (to === undefined) return;
    const why = [ended, "någon annan är ansvarig", paper.leader, desk.at(to, 8 * 60 + 30)];
    desk.tables.assignmentEnding.add(desk.municipalityId, id, caseId, ...why);
  };
  const former = desk.staff.caseworkers[(life.number * 3 + 1) % desk.staff.caseworkers.length];
  const change = one.openedOn + 25;
  const hasChanged = life.number % 4 === 0 && former && former.id !== caseworker.id && change < (one.endsOn ?? referenceDay);
  if (hasChanged) add(former.id, one.openedOn, change, 1);
  // The closing of the case ends the last one.
  add(caseworker.id, hasChanged ? change : one.openedOn, undefined, 0);
}

/** The first caseworker has the told-by-hand cases and a few others; the rest are shared evenly. */
function caseworkerOf(desk: Desk, life: Life, place: number): StaffMember {
  const { caseworkers } = desk.staff;
  const others = Math.max(1, caseworkers.length - 1);
  const n = life.number <= showcaseSize || life.number % (caseworkers.length * 3) === 0 ? 0 : 1 + ((life.number + place) % others);
  const found = caseworkers[n] ?? caseworkers[0];
  if (!found) throw new RangeError("No caseworkers");
  return found;
}

function nextCaseNumber(desk: Desk, opened: string): string {
  const year = opened.slice(0, 4);
  const number = (desk.caseNumbers.get(year) ?? 0) + 1;
  desk.caseNumbers.set(year, number);
  return `${year}-${String(number).padStart(5, "0")}`;
}

function closingReason(life: Life, one: CaseOfLife): string {
  const last = life.intakes[one.intakes.at(-1) ?? 0];
  const investigation = last?.investigation;
  if (investigation === undefined) return last?.type === "anmälan" ? "utredning inleds inte" : "annat";
  const ended = life.interventions.filter((intervention) => intervention.investigation === investigation).at(-1)?.endReason;
  if (ended !== undefined) return ended === "annan insats" ? "behov tillgodosett" : ended;
  const outcome = life.investigations[investigation]?.outcome;
  return outcome === "samtycke saknas"
    ? "samtycke saknas"
    : outcome === "flyttad"
      ? "flyttat"
      : outcome === "ingen insats behövs"
        ? "ingen insats behövs"
        : "annat";
}
