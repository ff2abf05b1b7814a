// What the drill writes, and how it looks for it afterwards.
import type pg from "pg";
import { Browser, signIn } from "../../bench/load/browser.ts";
import { stockholmDate } from "../../src/platform/basics/dates.ts";
import { newId } from "../../src/platform/basics/identifiers.ts";

/** One change that the drill asks for: a conversation or a note, with words that nothing else has. */
export type Write = {
  readonly action: "participation.record-conversation" | "intake.write-note";
  readonly staffId: string;
  readonly key: string;
  readonly words: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What the server answered, when it did. */
  answer?: Answer;
};

/** An answer of the API: the id of what was done, or the code of the problem, where it is one as RFC 9457 writes it with words in Swedish. */
export type Answer = { readonly status: number; readonly id: string | undefined; readonly problem?: string | undefined };

/** Problems of a moment, after which the same is sent again: nothing is saved, but for the last, where it may be. */
const momentary = ["database-lost", "database-busy", "database-slow", "try-again", "outcome-unknown"];

/** Whether the answer says to try again. */
export function isTryAgain(answer: Answer | undefined): boolean {
  return answer?.problem !== undefined && momentary.includes(answer.problem);
}

export type Work = { readonly staffId: string; readonly caseId: string; readonly phaseId: string };

/** Cases in which somebody works and a phase is open: places to write in. */
export async function findWork(client: pg.Client): Promise<Work[]> {
  const { rows } = await client.query<Work>(
    `select a.staff_id as "staffId", a.case_id as "caseId", p.id as "phaseId"
     from intake.case_assignment a
     join participation.phase p on p.municipality_id = a.municipality_id and p.case_id = a.case_id
     where a.ended_on is null
       and not exists (select from intake.case_closure k where k.municipality_id = a.municipality_id and k.case_id = a.case_id)
       and not exists (select from participation.phase_closure k where k.municipality_id = p.municipality_id and k.case_id = p.case_id and k.phase_id = p.id)
     order by p.id`,
  );
  return rows;
}

/** So many changes, three conversations to one note, spread over the cases. */
export function makeWrites(work: readonly Work[], count: number, mark: string, now: Date): Write[] {
  // The house lives by the day in Stockholm: a phase that opened there after midnight takes no conversation of the day in UTC.
  const today = stockholmDate(now);
  return Array.from({ length: count }, (_, n): Write => {
    const one = work[n % work.length];
    if (!one) throw new Error("There is no case to write in.");
    const words = `${mark} nummer ${n}`;
    const common = { staffId: one.staffId, key: newId(now), words };
    if (n % 4 === 3) return { ...common, action: "intake.write-note", input: { caseId: one.caseId, happenedOn: today, text: words } };
    const talk = { status: "genomfört", form: "enskilt", channel: "fysiskt", heldOn: today, informationGiven: "Vad som händer nu." };
    return {
      ...common,
      action: "participation.record-conversation",
      input: { caseId: one.caseId, phaseId: one.phaseId, childWords: words, ...talk },
    };
  });
}

/** A browser for each member of the staff that writes. */
export async function signInAll(origin: string, municipality: string, staffIds: Iterable<string>): Promise<Map<string, Browser>> {
  const browsers = new Map<string, Browser>();
  for (const staffId of new Set(staffIds)) {
    const browser = new Browser(origin, 1000);
    await signIn(browser, municipality, staffId);
    browsers.set(staffId, browser);
  }
  return browsers;
}

/** Sends one change with its key. Gives the answer, or undefined when the connection broke before there was one. */
export async function send(browser: Browser, write: Write): Promise<Answer | undefined> {
  try {
    const reply = await browser.send({
      method: "POST", path: `/api/actions/${write.action}`, type: "application/json",
      headers: { "idempotency-key": write.key }, body: JSON.stringify(write.input),
    }); // prettier-ignore
    const body = JSON.parse(reply.text()) as Record<string, string | number>;
    const isProblem =
      reply.headers["content-type"]?.startsWith("application/problem+json") && body["title"] && body["status"] === reply.status;
    return {
      status: reply.status,
      id: textOf(body["conversationId"] ?? body["noteId"]),
      ...(isProblem ? { problem: textOf(body["code"]) } : {}),
    };
  } catch {
    return undefined;
  }
}

const textOf = (value: string | number | undefined) => (value === undefined ? undefined : String(value));

/** What the database holds of one change. */
export type Trace = {
  readonly key: string;
  /** Rows of the change itself, and their ids. */
  readonly ids: readonly string[];
  /** The steps that a conversation must have brought with it: two (heard and informed); none for a note. */
  readonly steps: number;
  readonly events: number;
  /** Keys remembered, with their answer. */
  readonly keys: number;
  readonly rememberedId: string | null;
};

/** Looks for every change of the round: the rows, their steps, their lines in the log and their keys. */
export async function findTraces(client: pg.Client, writes: readonly Write[]): Promise<Map<string, Trace>> {
  const { rows } = await client.query<Trace>(
    `select w.key, r.ids,
       (select count(*)::int from participation.step s where s.conversation_id = any (r.ids)) as steps,
       (select count(*)::int from audit.event e where e.kind = 'write' and e.outcome = 'ok' and e.action = w.action and e.subject_ids && r.ids) as events,
       (select count(*)::int from core.idempotency i where i.key = w.key) as keys,
       (select coalesce(i.result ->> 'conversationId', i.result ->> 'noteId') from core.idempotency i where i.key = w.key) as "rememberedId"
     from unnest($1::uuid[], $2::text[], $3::text[]) as w (key, action, words)
     cross join lateral (select coalesce(array_agg(id), '{}') as ids from (
       select c.id from participation.conversation c where c.child_words = w.words
       union all select n.id from intake.note n where n.text = w.words) found) r`,
    [writes.map((w) => w.key), writes.map((w) => w.action), writes.map((w) => w.words)],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** What is wrong with a change: half of it is there, or an acknowledged one is lost, or it is there twice. Empty when all is well. */
export function faultsOf(write: Write, trace: Trace | undefined): string[] {
  if (!trace) return [`${write.words}: not looked for`];
  const faults: string[] = [];
  const wrong = (text: string) => faults.push(`${write.action} ${write.words}: ${text}`);
  const there = trace.ids.length;
  if (there > 1) wrong(`is there ${there} times`);
  if (write.answer?.status === 200 && there === 0) wrong("was acknowledged and is lost");
  const problem = write.answer?.problem;
  if (isTryAgain(write.answer) && problem !== "outcome-unknown" && there > 0)
    wrong(`was answered ${problem ?? ""}, which says it is not saved, and is there`);
  if (write.answer?.id !== undefined && there > 0 && !trace.ids.includes(write.answer.id)) wrong("was acknowledged under another id");
  if (trace.keys !== there) wrong(`${trace.keys} remembered keys for ${there} rows`);
  if (trace.events !== there) wrong(`${trace.events} lines in the log for ${there} rows`);
  if (there > 0 && trace.rememberedId !== trace.ids[0]) wrong("the remembered answer names another row");
  const steps = write.action === "participation.record-conversation" ? 2 * there : 0;
  if (trace.steps !== steps) wrong(`${trace.steps} steps instead of ${steps}`);
  return faults;
}
