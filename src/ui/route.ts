/** A row of the routes table: an address, who it is for, and what answers there. */
import type { z } from "zod";
import type { JSX } from "hono/jsx/jsx-runtime";
import type { OutsideKind, SignedOutsider } from "../platform/access/sign-on/outside-sessions.ts";
import type { Problem, Result } from "../platform/basics/result.ts";
import type { Actor, Role, StaffActor } from "../platform/core/actor.ts";
import type { Action, Operation, Query } from "../platform/core/door.ts";
import type { Upload } from "../platform/core/upload.ts";
import type { Tx } from "../platform/database/connect.ts";
import type { PageKind, PageRequest, PathParams } from "./request.ts";

/** Who a page is shown to: staff, and those of the kinds that it has an address for. */
export type ShownTo<O extends OutsideKind> = StaffActor | Extract<SignedOutsider, { kind: O }>;

/** What `load`, `view`, `submit` and `done` see. `O`: the kinds outside that the page is for beside staff. */
export type PageContext<Path extends string, O extends OutsideKind = never> = Omit<PageRequest, "params" | "actor"> & {
  readonly actor: ShownTo<O>;
  readonly params: PathParams<Path>;
  readonly search: URLSearchParams;
  /** Asks a question through the door. A refusal ends the request with the right page (403, 404), so that there is always an answer here. */
  readonly ask: <I extends z.ZodObject, Out, A extends Actor>(query: Query<I, Out, A>, input: z.input<I>) => Promise<Out>;
  /** Makes a change through the door, with the form's idempotency key. `part` tells apart the times one form does the same action. */
  readonly perform: <I extends z.ZodObject, Out, A extends Actor>(
    action: Action<I, Out, A>,
    input: unknown,
    part?: string,
    whenDone?: (tx: Tx, value: Out) => void,
  ) => Promise<Result<Out>>;
  /** The same with a file that came with the form (`receiveFile` of `platform/files`); what is wrong with the file passes the door too, and is logged. */
  readonly performWith: <I extends z.ZodObject, Out, A extends Actor>(
    upload: Upload,
    action: Action<I, Out, A>,
    input: unknown,
  ) => Promise<Result<Out>>;
};

export type Answer =
  | {
      kind: "page";
      status: 200 | 422;
      title: string;
      body: JSX.Element | null;
      refreshSeconds?: number | undefined;
      language?: string | undefined;
    }
  | {
      kind: "redirect";
      to: string;
      notice: boolean;
      /** the language that was chosen, to be kept for the session */ language?: string | undefined;
      /** where what was sent is corrected or added to */ amend?: string | undefined;
      /** the form's draft is ended already */ isEnded?: boolean;
    }
  | { kind: "file"; name: string; type: string; body: string | Uint8Array | ReadableStream<Uint8Array> }
  | { kind: "json"; body: unknown };

/** A line of the main menu. `roles`: shown only to these, when others may open the page too. */
export type Navigation = {
  readonly text: string;
  readonly order: number;
  readonly roles?: readonly Role[];
  /** Where the addresses of pages begin that belong to it and lie beside its own. */
  readonly also?: readonly string[];
};

/** One row of the routes table. */
export type Route = {
  readonly method: "GET" | "GET+POST" | "POST";
  /** The kind of actor that it is for, and no other. */
  readonly kind: PageKind;
  readonly path: string;
  /** The same page for kinds outside, each at an address of its own, so that one browser may have both signed on. */
  readonly also: readonly Route[];
  readonly title: string;
  /** Place in the main menu, lowest first. */
  readonly navigation?: Navigation | undefined;
  /** Of staff only these roles are shown the page in the menu and may open it: those whom its operations' permits may hold for. The door still decides about the data. */
  readonly roles: readonly Role[];
  readonly maxBodyBytes?: number | undefined;
  /** What is said on the next page when the form went well. */
  readonly notice?: string | undefined;
  /** For a file: its media type, what the address may ask after `?`, and what it says where it is JSON. */
  readonly file?: { readonly type: string; readonly search?: z.ZodObject | undefined; readonly body?: z.ZodType | undefined };
  readonly respond: (request: PageRequest) => Promise<Answer>;
};

/** Ends a request with the problem that stopped it. Thrown only here and caught only by the server. */
export class Refusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** Nothing is there: one and the same answer whatever the address, so that it tells nothing. */
export const absent: Problem = { code: "not-found", message: "Sidan finns inte." };

/** True where all that is wrong with a question is what the address says in place of a word or a number: nothing is there. */
export function isOfAddress({ code, fields = [] }: Problem, params: Readonly<Record<string, string>>): boolean {
  return code === "invalid-input" && fields.length > 0 && fields.every(({ field }) => Object.hasOwn(params, field));
}

/** Ends a request with 404: for something that does not exist. */
export function notFound(): never {
  throw new Refusal(absent);
}

/** The action or query that a page is for: whoever it may be permitted to may open the page. */
export type Asked = Pick<Operation, "permit">;

/** The roles that a permit of one of the operations names. @throws where a page names no operation. */
export function rolesOf(asks: Asked | readonly Asked[] | undefined): readonly Role[] {
  if (asks === undefined) throw new Error("A page names the operation that it is for.");
  return [...new Set([asks].flat().flatMap(({ permit }) => permit.flatMap(({ roles }) => roles)))];
}

/**
 * The page for staff, and beside it one for each kind that it has an address for. Nobody else is let in, and no kind that no permit of its operations
 * names. @throws where a kind is named that no permit lets in, or an address of other parameters.
 */
export function withOutside<O extends OutsideKind>(
  route: Omit<Route, "also" | "kind">,
  asks: Asked | readonly Asked[] | undefined,
  outside: Readonly<Record<O, string>> | undefined,
): Route {
  const paramsOf = (path: string) => [...path.matchAll(/:(\w+)/gu)].map(([, name]) => name).join();
  const also = (Object.entries<string>(outside ?? {}) as [O, string][]).map(([kind, path]): Route => {
    const isNamed = [asks ?? []].flat().every(({ permit }) => permit.some(({ kinds }) => kinds?.includes(kind) === true));
    if (!isNamed) throw new Error(`No permit of what ${path} is for names the kind ${kind}.`);
    if (paramsOf(path) !== paramsOf(route.path)) throw new Error(`${path} and ${route.path} have other parameters.`);
    return { ...route, kind, path, roles: [], navigation: undefined, also: [] };
  });
  return { ...route, kind: "staff", also };
}

/** What a page shows after a failure; a refusal where it is no longer there, so that what was typed is not thrown away with it. */
export async function loadAgain<Data>(load: () => Promise<Data>): Promise<Data | Refusal> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof Refusal && error.problem.code === "not-found") return error;
    throw error;
  }
}

/** True for what ends a request with a page of its own. */
export function isRefusal(problem: Problem): boolean {
  return problem.code === "not-permitted" || problem.code === "not-found";
}
