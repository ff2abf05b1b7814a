import { setImmediate as nextTick } from "node:timers/promises";
import type { Kysely } from "kysely";
import { z } from "zod";
import type { Database, Tx } from "../database/connect.ts";
import { goOnAsProgram, inMunicipality } from "../database/connect.ts";
import type { Fields } from "./about.ts";
import { allAtOnce } from "./all-at-once.ts";
import { askAboutDays } from "./asked-days.ts";
import { daysAhead, withoutLeftOver } from "./asked-fields.ts";
import { forWhom, isInside } from "./actor.ts";
import type { Actor, StaffActor } from "./actor.ts";
import { attemptIn, writeAuditEventAtCommit } from "./audit.ts";
import type { AuditEvent, RequestMark } from "./audit.ts";
import type { Clock } from "../basics/clock.ts";
import { stockholmDate } from "../basics/dates.ts";
import { columnsOf, problemOfViolation, violationOf } from "./gates.ts";
import { fieldOf, problemOfInput } from "./input-problem.ts";
import { personKey, takeTurn, tooManyProblem } from "./limits.ts";
import type { LimitRule } from "./limits.ts";
import { claimKey, invalidKey, keyReused, rememberAtCommit, usedKey } from "./idempotency.ts";
import type { UsedKey } from "./idempotency.ts";
import { mayHoldFor } from "./permit.ts";
import type { AnyPermit, Permit, PermitFor } from "./permit.ts";
import { isId } from "../basics/identifiers.ts";
import type { Upload } from "./upload.ts";
import { failed, ok } from "../basics/result.ts";
import type { Problem, Result } from "../basics/result.ts";
import { findUnstorable, unstorableMessage } from "../basics/text.ts";

/** What is said of a field that has no words of its own: never the English of the library. */
z.config({ customError: (issue) => (issue.input === undefined ? "Fyll i uppgiften." : "Uppgiften går inte att använda. Rätta den.") });

/** What an action or query is handed beside its input. Time comes from here and nowhere else. */
export type Context<A extends Actor = StaffActor> = {
  readonly actor: A;
  readonly now: Date;
  /** The day in Sweden, "YYYY-MM-DD". */
  readonly today: string;
  /** How messages may be sent here, as the operator has set it up. */
  readonly channels: readonly string[];
  /** What personal links are made with, never in the database; null where none can be made. */
  readonly linkKey: Buffer | null;
  /** The folder with the tenants' own keys for signing; null where nothing is signed. */
  readonly signingKeys: string | null;
  /** The file that came beside the fields, or why it is not taken; undefined where none did. */
  readonly upload?: Upload | undefined;
  /** Names the rows touched, for the log. */
  readonly touch: (...ids: readonly string[]) => void;
  /** Names the case, when the input did not. */
  readonly inCase: (caseId: string) => void;
  /** True when the person has answered yes to the question with this id. */
  readonly confirmed: (questionId: string) => boolean;
  /** What must stand when the operation is refused and everything else is taken back: a refusal that tells something is counted and logged. */
  readonly whenRefused: (aftermath: Aftermath) => void;
};

/** `limit` counts the refusal as a turn of the actor's; over it nothing is told. `write` is done in the transaction that logs the refusal. */
export type Aftermath = { readonly limit?: OperationLimit; readonly write: (tx: Tx, mark: RequestMark) => Promise<void> };

type Run<Input, Out, A extends Actor> = (tx: Tx, input: Input, context: Context<A>) => Promise<Result<Out>>;

type Definition<Kind extends "action" | "query", Input extends z.ZodObject, Out, A extends Actor> = {
  readonly kind: Kind;
  /** `room.verb-noun`: the name in the log, in the API and in the tests. */
  readonly name: string;
  /** Says in Swedish what it does. */
  readonly title: string;
  readonly input: Input;
  /** What it gives, of the kinds in `answers.ts`: the API answers no more than this, and the OpenAPI document is made of it. */
  readonly output: z.ZodType<Out>;
  readonly permit: readonly [AnyPermit, ...AnyPermit[]];
  /** How often one person may do it, granted or refused; counted before anything else. */
  readonly limit?: OperationLimit;
  /** Called without sign-on, by whoever knows the address: what is said in the input must prove who it is. */
  readonly open?: Open<keyof z.output<Input> & string>;
  /** A file comes beside its fields (`Context.upload`): it is sent by a form alone, and the API has it not. */
  readonly takesFile?: true;
  /** Fields that are days of somebody else than the child of the case: they are not held against that child's birth. */
  readonly daysOfAnother?: readonly (keyof z.output<Input> & string)[];
  readonly run: Run<z.output<Input>, NoInfer<Out>, A>;
};

/**
 * How the API calls an operation that needs no sign-on: the field that holds the tenant's code, what is answered where there is no such tenant (the
 * operation's own answer to an unknown caller, so that nothing is learnt), and how many calls may fail from one network before it has to wait.
 */
export type Open<Field extends string = string> = { readonly tenant: Field; readonly unknown: Problem; readonly failures: OperationLimit };

/** A limit for each person, and what is said in Swedish to who is over it. */
export type OperationLimit = LimitRule & { readonly message: string };

export type Action<Input extends z.ZodObject = z.ZodObject, Out = unknown, A extends Actor = StaffActor> = Definition<
  "action",
  Input,
  Out,
  A
>;
export type Query<Input extends z.ZodObject = z.ZodObject, Out = unknown, A extends Actor = StaffActor> = Definition<
  "query",
  Input,
  Out,
  A
>;
/** How it is written down: each permit is for one of the kinds that it may be done by. */
type Written<Kind extends "action" | "query", Input extends z.ZodObject, Out, A extends Actor> = Omit<
  Definition<Kind, Input, Out, A>,
  "kind" | "permit"
> & { readonly permit: readonly [PermitFor<A>, ...PermitFor<A>[]] };
/** An action or query whatever its input: what the API, the matrix test and the documentation walk over. */
export type Operation = {
  readonly kind: "action" | "query";
  readonly name: string;
  readonly title: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodType;
  readonly permit: readonly AnyPermit[];
  readonly limit?: OperationLimit;
  readonly open?: Open;
  readonly takesFile?: true;
  readonly run: (tx: Tx, input: never, context: never) => Promise<Result<unknown>>;
};

/** Defines a change. Pages, the API, the command line and the tests all reach it through `perform`. */
export function defineAction<Input extends z.ZodObject, Out, A extends Actor = StaffActor>(
  definition: Written<"action", Input, Out, A>,
): Action<Input, Out, A> {
  allAtOnce(definition.input);
  return { kind: "action", ...definition };
}

/** Defines a question. Reached through `ask`, and logged as a reading. */
export function defineQuery<Input extends z.ZodObject, Out, A extends Actor = StaffActor>(
  definition: Written<"query", Input, Out, A>,
): Query<Input, Out, A> {
  allAtOnce(definition.input);
  return { kind: "query", ...definition };
}

/** What follows from what an action has written, whatever it was: done last, in the action's transaction. What it throws takes everything back. */
export type Settle = (tx: Tx, done: { readonly actor: Actor; readonly operation: string; readonly now: Date }) => Promise<void>;

/** The database as the program sees it, and the clock. */
export type Door = {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly settle: Settle;
  /** How messages may be sent: in no way unless told. */
  readonly channels?: readonly string[];
  /** What personal links are made with: none can be made unless told. */
  readonly linkKey?: Buffer;
  /** Where the tenants' own keys lie: nothing is signed unless told. */
  readonly signingKeys?: string;
  /** Looks at every answer before it is given; tests hold them to their schemas. What it throws takes everything back. */
  readonly onAnswer?: (operation: { readonly name: string; readonly output: z.ZodType }, value: unknown) => void;
};

export type PerformOptions = RequestMark & {
  /** Made when the form was shown. The same key twice acts once and gives the same answer. */
  readonly idempotencyKey?: string | undefined;
  /** The questions that the person has answered yes to. */
  readonly confirmed?: readonly string[] | undefined;
  /** The fields of the form that was sent, where it asks for more than the action takes. */
  readonly fields?: Fields | undefined;
  /** A file that came beside the fields, read and looked through before the door (`platform/files`). */
  readonly upload?: Upload | undefined;
};

/** `whenDone` sends what else shall be done with the action's commit, all or nothing (`atCommit`); not where the key was used before. */
export type DoneOptions<Out> = PerformOptions & { readonly whenDone?: ((tx: Tx, value: Out) => void) | undefined };

const notPermitted: Problem = {
  code: "not-permitted",
  message: "Du har inte behörighet till det här, eller så finns det inte.",
  hint: "Kontakta ansvarig handläggare eller din gruppledare om du behöver det i ditt arbete.",
};

/** Thrown inside the transaction to take everything back; never leaves this file. */
class TakeBack extends Error {
  readonly problem: Problem;
  readonly kind: "denied" | "failed";
  constructor(problem: Problem, kind: "denied" | "failed") {
    super(problem.code);
    this.problem = problem;
    this.kind = kind;
  }
}

/**
 * Makes a change through the one door: may the actor (before anything about the input is told) → is the input right →
 * was it already done → do it → write the log, all in one transaction. What was refused or failed is logged too.
 */
export async function perform<Input extends z.ZodObject, Out, A extends Actor>(
  door: Door,
  action: Action<Input, Out, A>,
  actor: Actor,
  raw: unknown,
  options: DoneOptions<Out>,
): Promise<Result<Out>> {
  return pass(door, action, actor, raw, options);
}

/** Asks a question through the one door; the reading is logged with the ids that were seen. */
export async function ask<Input extends z.ZodObject, Out, A extends Actor>(
  door: Door,
  query: Query<Input, Out, A>,
  actor: Actor,
  raw: unknown,
  options: RequestMark,
): Promise<Result<Out>> {
  return pass(door, query, actor, raw, options);
}

async function pass<Input extends z.ZodObject, Out, A extends Actor>(
  door: Door,
  operation: Action<Input, Out, A> | Query<Input, Out, A>,
  actor: Actor,
  raw: unknown,
  options: DoneOptions<Out>,
): Promise<Result<Out>> {
  const now = door.clock();
  const record = isRecord(raw) ? raw : {};
  const touched = new Set<string>();
  const aftermath: Aftermath[] = [];
  let caseId = isId(record["caseId"]) ? record["caseId"] : undefined;
  const context: Context<Actor> = {
    actor,
    now,
    today: stockholmDate(now),
    channels: door.channels ?? [],
    linkKey: door.linkKey ?? null,
    signingKeys: door.signingKeys ?? null,
    upload: options.upload,
    touch: (...ids) => ids.forEach((id) => touched.add(id)),
    inCase: (id) => {
      caseId = id;
    },
    confirmed: (id) => options.confirmed?.includes(id) === true,
    whenRefused: (one) => void aftermath.push(one),
  };
  const event = (kind: AuditEvent["kind"], outcome: string, subjects: readonly string[]): AuditEvent => ({
    actor,
    requestId: options.requestId,
    sourceAddress: options.sourceAddress,
    action: operation.name,
    kind,
    outcome,
    // On the case's own page it must not be seen that a stranger asked for it: what was attempted stands where no page can read.
    caseId: kind === "denied" ? undefined : caseId,
    subjectIds: subjects,
    attempted: kind === "denied" || kind === "failed" ? attemptIn(Object.keys(operation.input.shape), record) : undefined,
  });
  // On a connection beside the work's, so that neither waits for the other. Over the limit nothing is told, whatever the work came to.
  const turn = countTurn(door, operation.limit, actor);
  turn.catch(() => undefined);
  try {
    // Who is known in this process to be over it is asked for nothing more: a flood costs its lines in the log, not its questions.
    if (operation.limit) await Promise.race([turn, nextTick()]);
    const work = async (tx: Tx): Promise<Out> => {
      const judged = judge(operation, record, context, options);
      // Sent in one go with what is asked of the permits, which is answered first: nothing of the input is told before one of them holds.
      const [permitted, earlier, asked] = await Promise.all([
        isPermitted(tx, operation.permit, context, record),
        judged.ok && judged.value.key ? claimKey(tx, judged.value.key.account, judged.value.key.used, now) : undefined,
        judged.ok && operation.kind === "action" ? askAboutDays(tx, context, operation, judged.value.input) : undefined,
      ]);
      if (!permitted) throw new TakeBack(notPermitted, "denied");
      if (!judged.ok) throw new TakeBack(judged.error, "failed");
      const { input, key } = judged.value;
      if (operation.kind === "action") await turn;
      if (earlier?.state === "reused") throw new TakeBack(keyReused, "failed");
      if (earlier?.state === "done") return earlier.result as Out;
      if (asked) throw new TakeBack(asked.error, "failed");
      // One of its permits has let the actor in, so the actor is of a kind that it is for.
      const result = await operation.run(tx, input, context as Context<A>);
      await turn;
      if (!result.ok) throw new TakeBack(result.error, "failed");
      door.onAnswer?.(operation, result.value);
      if (!isInside(actor)) await goOnAsProgram(tx, actor.municipalityId);
      if (operation.kind === "action") await door.settle(tx, { actor, operation: operation.name, now });
      writeAuditEventAtCommit(tx, event(operation.kind === "query" ? "read" : "write", "ok", [...touched]), now);
      if (key) rememberAtCommit(tx, key.account, key.used.key, result.value);
      options.whenDone?.(tx, result.value);
      return result.value;
    };
    return ok(
      await inMunicipality(
        door.db,
        actor.municipalityId,
        work,
        isInside(actor) ? {} : { outsider: { kind: actor.kind, forWhom: forWhom(actor) } },
      ),
    );
  } catch (error) {
    const over = await refusalOf(turn);
    if (over) aftermath.length = 0;
    const first = over ?? (error instanceof TakeBack ? error : await takeBackOf(door, error, operation));
    if (!first) throw error;
    const taken = await countAftermath(door, aftermath, actor, first);
    await inMunicipality(door.db, actor.municipalityId, async (tx) => {
      writeAuditEventAtCommit(tx, event(taken.kind, taken.problem.code, []), now);
      if (taken === first) for (const { write } of aftermath) await write(tx, options);
    });
    return failed(taken.problem);
  }
}

async function countTurn(door: Door, limit: OperationLimit | undefined, actor: Actor): Promise<void> {
  if (!limit) return;
  const turn = await takeTurn(door.db, limit, personKey(actor));
  if (!turn.allowed) throw new TakeBack(tooManyProblem(turn, limit.message), "denied");
}

/** Why nothing may be told, where there have been too many turns. */
async function refusalOf(turn: Promise<void>): Promise<TakeBack | undefined> {
  const [counted] = await Promise.allSettled([turn]);
  return counted.status === "rejected" && counted.reason instanceof TakeBack ? counted.reason : undefined;
}

/** Counted when the transaction is over, so that no turn holds two connections. */
async function countAftermath(door: Door, aftermath: readonly Aftermath[], actor: Actor, taken: TakeBack): Promise<TakeBack> {
  try {
    for (const { limit } of aftermath) await countTurn(door, limit, actor);
    return taken;
  } catch (error) {
    if (error instanceof TakeBack) return error;
    throw error;
  }
}

async function isPermitted(
  tx: Tx,
  permits: readonly AnyPermit[],
  { actor, now, today }: Context<Actor>,
  raw: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  for (const permit of permits) {
    // It names the actor's kind, so it is a permit for that kind.
    if (mayHoldFor(permit, actor) && (await (permit as unknown as Permit<Actor>).holds(tx, actor, raw, { now, today }))) return true;
  }
  return false;
}

/** What was asked, judged without the database. Whoever the account is, its keys are its own; others have none. */
function judge<Input extends z.ZodObject>(
  operation: { readonly kind: "action" | "query"; readonly name: string; readonly input: Input },
  record: Readonly<Record<string, unknown>>,
  context: Context<Actor>,
  options: PerformOptions,
): Result<{ readonly input: z.output<Input>; readonly key: { readonly account: StaffActor; readonly used: UsedKey } | undefined }> {
  const { shape } = operation.input;
  const { asked, left } = withoutLeftOver(options.fields ?? shape, record, context);
  const parsed = operation.input.safeParse(asked);
  const unstorable = findUnstorable(record).map((path) => ({ field: fieldOf(path), message: unstorableMessage }));
  const faults = [...unstorable, ...daysAhead(shape, asked, context.today)];
  if (!parsed.success || faults.length + left.length > 0) return failed(problemOfInput(faults, parsed.error, left));
  const account = context.actor.kind === "staff" ? context.actor : undefined;
  if (operation.kind === "query" || !account || options.idempotencyKey === undefined) return ok({ input: parsed.data, key: undefined });
  if (!isId(options.idempotencyKey)) return failed(invalidKey);
  return ok({ input: parsed.data, key: { account, used: usedKey(options.idempotencyKey, operation.name, parsed.data) } });
}

/** A constraint that was hit is a problem, told at its field; anything else is a fault of ours. */
async function takeBackOf(door: Door, error: unknown, { input }: { readonly input: z.ZodObject }): Promise<TakeBack | undefined> {
  const violation = violationOf(error);
  if (!violation) return undefined;
  return new TakeBack(problemOfViolation(violation, await columnsOf(door.db, violation), Object.keys(input.shape)), "failed");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
