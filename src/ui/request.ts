/** What a page is asked with: the types that the frame and the pages share. */
import type { z } from "zod";
import type { DraftMark, SentForm } from "../platform/access/drafts.ts";
import type { SignedOutsider } from "../platform/access/sign-on/outside-sessions.ts";
import type { StaffActor } from "../platform/core/actor.ts";
import type { Door, Operation } from "../platform/core/door.ts";
import type { Tx } from "../platform/database/connect.ts";
import type { CommandRunner } from "../platform/core/job.ts";
import type { Scanner } from "../platform/files/scanner.ts";
import type { Tokens } from "./components/form.tsx";
import type { FormBody } from "./form-body.ts";
import type { FormValue } from "./form-state.ts";

export type Municipality = { readonly id: number; readonly code: string; readonly name: string; readonly isDemo: boolean };

/** Whoever a page may be shown to: staff, and those outside whom the page names (`outside`). */
export type PageActor = StaffActor | SignedOutsider;
export type PageKind = PageActor["kind"];

/** What the server hands a page for one request. */
export type PageRequest = {
  readonly params: Readonly<Record<string, string>>;
  readonly url: URL;
  readonly door: Door;
  readonly actor: PageActor;
  readonly municipality: Municipality;
  readonly now: Date;
  readonly today: string;
  readonly requestId: string;
  /** Where on the network the request came from, for the log. */
  readonly sourceAddress?: string | undefined;
  /** The address of the page that the browser came from, where it says so. */
  readonly cameFrom?: string | undefined;
  /** Runs `fortrogen …` in a process of its own, for what takes long or much memory. */
  readonly runCommand: CommandRunner;
  /** Looks through files that come in; null where none is set up (docs/operations.md). */
  readonly scanner: Scanner | null;
  /** Every action and query of the house, for what tells of them. */
  readonly operations: readonly Operation[];
  readonly tokens: Tokens;
  /** The language that was chosen in this browser, until it is closed or whoever chose signs off (ISO 639); null where none was. */
  readonly language: string | null;
  /** What was sent, for POST. */
  readonly body: FormBody | null;
  /** A draft that the person goes on with, or words given back under a new token. */
  readonly restored: RestoredForm | null;
  /** The person's other drafts of this form: looked for while the page loads. */
  readonly drafts: Promise<readonly DraftMark[]>;
  /** What the fields of the form that was sent were called on its page. */
  readonly labels: Readonly<Record<string, string>>;
  /** What was sent the first time, when this opened form was sent before. */
  readonly findSent: () => Promise<SentForm | undefined>;
  /** Ends the draft of the form that was sent, with the commit of the action at work; false where the form has no key. */
  readonly endSent: (tx: Tx, ledTo: string, amend: string | undefined) => boolean;
  /** Keeps what was typed in the form at hand as its own draft; gives the address of a step of it, filled in; nothing where it cannot be kept. */
  readonly keepStep: (step: string, values: Readonly<Record<string, readonly string[]>>) => Promise<string | undefined>;
  /** Keeps words as a draft of the form at an address of ours; gives the address where it stands filled in; nothing for who has no drafts. */
  readonly keepDraft: (path: string, values: Readonly<Record<string, readonly string[]>>) => Promise<string | undefined>;
};

/** Words to stand in a form: `key` is the opened form they were written in, `savedAt` when they were kept as a draft. */
export type RestoredForm = {
  readonly body: FormBody;
  readonly key: string | undefined;
  readonly savedAt: Date | null;
  /** They are to be built on what somebody else has saved meanwhile. */
  readonly isAgain?: boolean;
};

/**
 * What somebody else has saved; `goOn` is the address of the form that builds on it, and `follows` what it must be told to build on: which of the
 * fields of the form's action, and what stands in it then.
 */
export type Standing<Field extends string> = {
  readonly words: Readonly<Record<string, FormValue>>;
  readonly goOn?: string | undefined;
  readonly follows?: readonly [field: Field, value: FormValue];
};

/** The same of a form that sends its fields to the action by `submit`, where its page cannot read it from `action`. */
export type StandingOf<A extends { readonly input: z.ZodObject }> = Standing<keyof z.output<A["input"]> & string>;

/** `"/arenden/:caseId/samtal/:id"` gives `{ caseId: string; id: string }`. */
export type PathParams<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? { readonly [K in Name]: string } & PathParams<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? { readonly [K in Name]: string }
    : unknown;
