import type { z } from "zod";
import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import type { Tx } from "../platform/database/connect.ts";
import type { Actor, StaffActor } from "../platform/core/actor.ts";
import type { OutsideKind } from "../platform/access/sign-on/outside-sessions.ts";
import { ask, perform } from "../platform/core/door.ts";
import type { Action } from "../platform/core/door.ts";
import { keyWithin } from "../platform/core/idempotency.ts";
import type { Fields } from "../platform/core/about.ts";
import { startOf } from "../platform/core/asked-fields.ts";
import { isId } from "../platform/basics/identifiers.ts";
import { failed } from "../platform/basics/result.ts";
import type { Problem, Result } from "../platform/basics/result.ts";
import { languageCode } from "../platform/basics/languages.ts";
import { DraftOffers, RestoredNotice } from "./components/drafts.tsx";
import { ErrorSummary } from "./components/form.tsx";
import { confirmedIn } from "./components/questions.tsx";
import type { FormState, Say } from "./components/form.tsx";
import type { PageRequest, PathParams, Standing } from "./request.ts";
import { raw } from "./jsx-runtime.ts";
import { inputOf, onwardIn, tabOf, toTab } from "./form-body.ts";
import type { FormBody } from "./form-body.ts";
import { addressOf, faultyIn, makeForm, markPlace, saidIn, shownIn, stepIn, wordsOf } from "./form-state.ts";
import { isOvertaken, noteIn, overtaken, sentWithOtherWords } from "./overtaken.tsx";
import type { FormValue } from "./form-state.ts";
import { absent, isOfAddress, isRefusal, loadAgain, Refusal, rolesOf, withOutside } from "./route.ts";
import type { Answer, Asked, Navigation, PageContext, Route, ShownTo } from "./route.ts";

export { absent, notFound, Refusal, rolesOf } from "./route.ts";
export type { Answer, PageContext, Route } from "./route.ts";

function contextOf<Path extends string, O extends OutsideKind>(request: PageRequest, fields?: Fields): PageContext<Path, O> {
  const { door, actor, requestId, sourceAddress } = request;
  const key = request.body?.values["_key"]?.[0];
  const confirmed = confirmedIn(request.body?.values ?? {});
  const options = (name: string, part: string) => ({
    ...{ requestId, sourceAddress, confirmed, fields },
    idempotencyKey: key && keyWithin(key, name, part),
  });
  return {
    ...request,
    // A route is asked by the one kind that it says.
    actor: request.actor as ShownTo<O>,
    params: request.params as PathParams<Path>,
    search: request.url.searchParams,
    async ask(query, input) {
      const result = await ask(door, query, actor, input, { requestId, sourceAddress });
      if (!result.ok) throw new Refusal(isOfAddress(result.error, request.params) ? absent : result.error);
      return result.value;
    },
    perform: (action, input, part = "", whenDone) => perform(door, action, actor, input, { ...options(action.name, part), whenDone }),
    performWith: (upload, action, input) => perform(door, action, actor, input, { ...options(action.name, ""), upload }),
  };
}

type Common<Path extends string, Data, O extends OutsideKind> = {
  path: Path;
  /** Kinds that are not staff and may open the page too, each with the address where it is theirs, with the same parameters. None unless named. */
  outside?: Readonly<Record<O, string>>;
  /** The page's name in the browser's title. Never personal data. */
  title: string;
  /** A title that tells pages of one address apart, made of what is shown. Never personal data. */
  titled?: (context: PageContext<Path, O> & { data: Data }) => string;
  navigation?: Navigation;
  /** Gets what the page shows. */
  load?: (context: PageContext<Path, O>) => Promise<Data>;
};

/** A page that shows something. */
export function definePage<const Path extends string, Data = undefined, O extends OutsideKind = never>(
  page: Common<Path, Data, O> & {
    asks: Asked;
    view: (props: PageContext<Path, O> & { data: Data }) => JSX.Element;
    /** Where it leads at once instead of being shown; nothing where it is shown. */
    passesTo?: (props: PageContext<Path, O> & { data: Data }) => string | undefined;
    /** How often a browser without JavaScript loads the page anew; undefined when nothing is going on. */
    refreshSeconds?: (data: Data) => number | undefined;
  },
): Route {
  const route: Omit<Route, "also" | "kind"> = {
    method: "GET",
    path: page.path,
    title: page.title,
    navigation: page.navigation,
    roles: rolesOf(page.asks),
    async respond(request) {
      const context = contextOf<Path, O>(request);
      const data = (await page.load?.(context)) as Data;
      const to = page.passesTo?.({ ...context, data });
      if (to !== undefined) return { kind: "redirect", to, notice: false };
      return {
        kind: "page",
        status: 200,
        title: page.titled?.({ ...context, data }) ?? page.title,
        body: page.view({ ...context, data }),
        refreshSeconds: page.refreshSeconds?.(data),
      };
    },
  };
  return withOutside(route, page.asks, page.outside);
}

type Submit<Path extends string, Data, Out, O extends OutsideKind> = (
  context: PageContext<Path, O> & { data: Data; body: FormBody },
) => Promise<Result<Out>>;

/** Where a step of a form leads, with the words that the form has then. */
export type Step = { readonly to: string; readonly values: FormBody["values"] };

type FormPage<Path extends string, Data, I extends z.ZodObject, Out, O extends OutsideKind = never, A extends Actor = StaffActor> = Common<
  Path,
  Data,
  O
> & {
  /** What stands in the fields from the start. */
  values?: (context: PageContext<Path, O> & { data: Data }) => Record<string, FormValue>;
  /** The action that the form sends its fields to, together with the address's parameters. */
  action?: Action<I, Out, A>;
  /** Instead of `action`: when a form needs several actions or files. */
  submit?: Submit<Path, Data, Out, O>;
  /** With `submit`: the fields of the whole form, of which each action takes its own; what the others' are asked is not dropped in silence. */
  fields?: Fields;
  /** With `submit`: the operations that it performs or asks. */
  asks?: Asked | readonly Asked[];
  /**
   * Has a button named `_look`: what was typed is shown anew and nothing is sent. A script asks for the same while somebody types (`data-live`).
   */
  looks?: true;
  /**
   * Is asked in steps, of which the last sends: a button named `_step` keeps what was typed as the form's own draft and leads to the step's address,
   * so that Back shows it again. The words may be others afterwards: a row more, or a row less.
   */
  steps?: (words: FormBody["values"], step: string) => Step;
  /** What must be mended before a step is shown: its page shows the faults instead. */
  stepFaults?: (body: FormBody, step: string, context: PageContext<Path, O>) => Problem | undefined;
  /**
   * Has buttons named `_language`, each with a language (ISO 639): what was typed is shown anew in that language and nothing is sent. It is kept in the
   * browser until the session ends.
   */
  choosesLanguage?: true;
  /** The page's words for a sentence of the house, where they are in a language that was chosen: what is wrong is told in it. */
  say?: (context: PageContext<Path, O> & { data: Data }) => Say;
  /** Changes what the fields gave before the action gets it. */
  input?: (fields: Record<string, unknown>, context: PageContext<Path, O> & { data: Data; body: FormBody }) => unknown;
  /** Where to go when it went well. */
  done: (out: Out, context: PageContext<Path, O>) => string;
  /** Where what was sent is corrected, or added to: the address of a form of ours. Without it, in a case, a note. */
  amend?: (out: Out, context: PageContext<Path, O>) => string | undefined;
  /** What stands now, when somebody else has been first: in the names of the form's fields. */
  standing?: (context: PageContext<Path, O> & { data: Data }) => Standing<keyof z.output<NoInfer<I>> & string> | null;
  /** What is typed is about another child than the case's: it is never offered as a note there. */
  namesAnother?: true;
  /** The language (ISO 639) that was chosen: kept in the browser until the session ends. */
  language?: (out: Out) => string;
  /** Said on the page that `done` leads to: "Samtalet är sparat." */
  notice?: string;
  maxBodyBytes?: number;
};

/** A page with a form: load → show; submit → action → redirect, or show again with the words kept and the faults marked. */
export function defineForm<
  const Path extends string,
  I extends z.ZodObject,
  Out,
  Data = undefined,
  O extends OutsideKind = never,
  A extends Actor = StaffActor,
>(
  page: FormPage<Path, Data, I, Out, O, A> & { view: (props: PageContext<Path, O> & { data: Data; form: FormState }) => JSX.Element },
): Route {
  const route: Omit<Route, "also" | "kind"> = {
    method: "GET+POST",
    path: page.path,
    title: page.title,
    navigation: page.navigation,
    roles: rolesOf(page.action ?? page.asks),
    maxBodyBytes: page.maxBodyBytes,
    notice: page.notice,
    async respond(request) {
      const typed = page.choosesLanguage ? request.body?.values["_language"]?.[0] : undefined;
      const chosen = typed !== undefined && languageCode.test(typed) ? typed : undefined;
      const context = contextOf<Path, O>(chosen === undefined ? request : { ...request, language: chosen }, page.fields);
      const load = async () => (await page.load?.(context)) as Data;
      const note = page.namesAnother ? undefined : noteIn(request.params);
      const wanted = request.body?.values["_step"]?.[0];
      const step = wanted && request.body ? page.steps?.(request.body.values, wanted) : undefined;
      const kept = step && (await request.keepStep(step.to, step.values));
      if (kept) return { kind: "redirect", to: kept, notice: false, isEnded: true };
      const isLook = typed !== undefined || step !== undefined || (page.looks === true && request.body?.values["_look"] !== undefined);
      const sent = isLook ? null : request.body;
      const show = (overtaken: Child): Answer => ({ kind: "page", status: 422, title: page.title, body: <>{overtaken}</> });
      // One opened form is sent once. What was sent is of the case: whoever may not see it any more is refused as by the form, and it is logged.
      const sentOtherwise = () => sentWithOtherWords(request, () => loadAgain(load), note);
      // One action takes its form's key itself, also when what the form loads has moved on: only what it refuses may have been sent before.
      const isOneAction = page.action && !page.input && !page.submit;
      const told = isOneAction ? undefined : await sentOtherwise();
      if (told) return show(told);
      let data = sent && isOneAction ? undefined : await load();
      const shownStep = step?.to ?? (request.restored ? stepIn(request.url) : "");
      const words = step?.values ?? request.body?.values ?? request.restored?.body.values;
      let problem: Problem | null = (shownStep && words && page.stepFaults?.({ values: words, files: {} }, shownStep, context)) || null;
      if (sent) {
        let isEnded = false;
        const leadsTo = (out: Out) => ({
          to: onwardIn(request.body, request.params) ?? toTab(page.done(out, context), request.body, request.params),
          amend: page.amend?.(out, context) ?? note,
        });
        const result = await send(page, { ...context, data: data as Data, body: sent }, (tx, out) => {
          const { to, amend } = leadsTo(out);
          isEnded = request.endSent(tx, to, amend);
        });
        if (result.ok) return { kind: "redirect", ...leadsTo(result.value), notice: page.notice !== undefined, isEnded };
        const told = isOneAction ? await sentOtherwise() : undefined;
        if (told) return show(told);
        if (isRefusal(result.error)) throw new Refusal(result.error);
        problem = result.error;
        const again = await loadAgain(load);
        if (again instanceof Refusal) return show(await overtaken(request, problem, null, note));
        data = again;
      }
      const say = page.say?.({ ...context, data: data as Data });
      if (problem && say) problem = saidIn(problem, say);
      // One opened form keeps its mark until it is sent: its draft and the key that makes it act once.
      const key = problem?.code === "key-reused" ? undefined : (request.body?.values["_key"]?.[0] ?? request.restored?.key);
      const form = makeForm({
        to: addressOf(request.url),
        csrf: request.tokens.csrf,
        idempotencyKey: isId(key) ? key : request.tokens.newKey(),
        values:
          words ??
          wordsOf({
            ...startOf(page.fields ?? page.action?.input.shape ?? {}, context),
            ...page.values?.({ ...context, data: data as Data }),
          }),
        problem,
        restored: !request.body && request.restored !== null,
        keepsDrafts: request.actor.kind === "staff",
        mark: markPlace,
        step: shownStep,
        tab: tabOf(request.body, request.cameFrom, request.params),
      });
      // Rendered before the summary of faults, which must know which fields the page has, and before the mark, which must know their names.
      const html = String(page.view({ ...context, data: data as Data, form }));
      const shown = !problem ? [] : shownIn(html, [...Object.keys(form.labels), ...faultyIn(problem)]);
      const body = raw(html.replaceAll(markPlace, request.tokens.markForm(form.labels)));
      if (problem && isOvertaken(request, problem, shown)) {
        const standing = page.standing?.({ ...context, data: data as Data }) ?? null;
        return show(await overtaken(request, problem, standing, note, form.labels));
      }
      return {
        kind: "page",
        status: problem ? 422 : 200,
        title: page.titled?.({ ...context, data: data as Data }) ?? page.title,
        language: chosen,
        body: (
          <>
            {form.restored && form.step === "" ? <RestoredNotice {...request.restored} today={request.today} /> : null}
            <DraftOffers drafts={await request.drafts} to={form.to} csrf={form.csrf} today={request.today} />
            {problem ? <ErrorSummary problem={problem} shown={shown} unanswered={form.unanswered} say={say} /> : null}
            {body}
          </>
        ),
      };
    },
  };
  return withOutside(route, page.action ?? page.asks, page.outside);
}

/** Something that only a button does: no page of its own. A failure is shown as a page with what is wrong. */
export function definePost<const Path extends string, I extends z.ZodObject, Out, O extends OutsideKind = never>(
  page: Omit<FormPage<Path, undefined, I, Out, O>, "load" | "values">,
): Route {
  const route: Omit<Route, "also" | "kind"> = {
    method: "POST",
    path: page.path,
    title: page.title,
    roles: rolesOf(page.action ?? page.asks),
    maxBodyBytes: page.maxBodyBytes,
    notice: page.notice,
    async respond(request) {
      const context = contextOf<Path, O>(request);
      const result = await send(page, { ...context, data: undefined, body: request.body ?? { values: {}, files: {} } });
      if (!result.ok) throw new Refusal(result.error);
      return {
        kind: "redirect",
        to: page.done(result.value, context),
        notice: page.notice !== undefined,
        language: page.language?.(result.value),
      };
    },
  };
  return withOutside(route, page.action ?? page.asks, page.outside);
}

/** A file to save: CSV, Excel, JSON. */
export function defineDownload<const Path extends string, O extends OutsideKind = never>(page: {
  path: Path;
  outside?: Readonly<Record<O, string>>;
  title: string;
  asks: Asked;
  /** The file's media type. */
  type: string;
  /** What the address may ask after `?`, for the API's document. */
  search?: z.ZodObject;
  /** What the file says, where it is JSON. */
  body?: z.ZodType;
  file: (context: PageContext<Path, O>) => Promise<Omit<Extract<Answer, { kind: "file" }>, "kind" | "type">>;
}): Route {
  const route: Omit<Route, "also" | "kind"> = {
    method: "GET",
    path: page.path,
    title: page.title,
    roles: rolesOf(page.asks),
    file: { type: page.type, search: page.search, body: page.body },
    async respond(request) {
      return { kind: "file", type: page.type, ...(await page.file(contextOf<Path, O>(request))) };
    },
  };
  return withOutside(route, page.asks, page.outside);
}

/** News for a page that asks again while something is going on (`data-poll`). */
export function defineProgress<const Path extends string>(page: {
  path: Path;
  title: string;
  asks: Asked;
  load: (
    context: PageContext<Path>,
  ) => Promise<{ value: number; max: number; text: string; /** when finished: where to go */ done?: string }>;
}): Route {
  const route: Omit<Route, "also" | "kind"> = {
    method: "GET",
    path: page.path,
    title: page.title,
    roles: rolesOf(page.asks),
    async respond(request) {
      return { kind: "json", body: await page.load(contextOf<Path, never>(request)) };
    },
  };
  return withOutside(route, page.asks, undefined);
}

async function send<Path extends string, Data, I extends z.ZodObject, Out, O extends OutsideKind, A extends Actor>(
  page: Pick<FormPage<Path, Data, I, Out, O, A>, "action" | "input" | "submit">,
  context: PageContext<Path, O> & { data: Data; body: FormBody },
  whenDone?: (tx: Tx, out: Out) => void,
): Promise<Result<Out>> {
  if (page.submit) return page.submit(context);
  if (!page.action) return failed({ code: "no-action", message: "Formuläret kan inte ta emot något." });
  const fields: Record<string, unknown> = { ...inputOf(context.body, page.action.input), ...(context.params as Record<string, string>) };
  return context.perform(page.action, page.input ? page.input(fields, context) : fields, "", whenDone);
}
