import type { z } from "zod";
import { isOwnOrigin } from "../../platform/access/sign-on/csrf.ts";
import { mayHoldFor } from "../../platform/core/permit.ts";
import type { PageActor } from "../../ui/request.ts";
import { publicIn } from "../../platform/core/actor.ts";
import type { Actor } from "../../platform/core/actor.ts";
import { networkOf } from "../../platform/access/sign-on/failures.ts";
import { seeTurn, takeTurn, tooManyProblem } from "../../platform/core/limits.ts";
import { fitAnswer } from "../../platform/core/answers.ts";
import { ask, perform } from "../../platform/core/door.ts";
import type { Action, Open, Operation, Query } from "../../platform/core/door.ts";
import type { Problem } from "../../platform/basics/result.ts";
import { statusOf } from "./error-pages.tsx";
import { inputOf } from "../../ui/form-body.ts";
import { problemBodyOf } from "./problem-body.ts";
import { sendJson, sendText } from "./compress.ts";
import { readAttempt, readJson, requireJson, usualBodyLimit } from "./read-body.ts";
import { wordsOf } from "./query-address.ts";
import { findOutsider, markOf, ownOrigin, remoteAddress, visitOf } from "./services.ts";
import type { WebContext, WebServices } from "./services.ts";

/** A problem as RFC 9457 writes it. */
export function problemResponse(c: WebContext, status: number, problem: Problem): Promise<Response> {
  const body = problemBodyOf(problem, status);
  if (problem.retryAfter !== undefined) c.header("retry-after", String(problem.retryAfter));
  return sendText(c, JSON.stringify(body), "application/problem+json; charset=utf-8", status as 400);
}

/** Answers `/api/actions/<name>` and `/api/queries/<name>`: the same door as the pages. */
export async function callOperation(services: WebServices, c: WebContext, kind: "action" | "query"): Promise<Response> {
  const posted = c.req.method === "POST";
  const operation = services.operations.find((o) => o.kind === kind && o.name === c.req.param("name"));
  if (posted && operation?.open) return callOpen(services, c, operation, operation.open);
  if (posted && !isOwnOrigin(c.req.raw.headers, ownOrigin(services.config, c))) {
    return problemResponse(c, 403, {
      code: "foreign-origin",
      message: "Anropet kommer från fel ställe.",
      hint: "Skicka huvudet Origin med Förtrogens egen adress.",
    });
  }
  const staff = await visitOf(services, c);
  const visit = staff?.session.state === "active" ? staff : await findOutsider(services, c);
  if (visit?.session.state !== "active") return problemResponse(c, 401, { code: "not-signed-on", message: "Du är inte inloggad." });
  if (!operation)
    return problemResponse(c, 404, { code: "not-found", message: "Åtgärden eller frågan finns inte.", hint: "Se /api för en lista." });
  const { actor } = visit.session;
  const mayEver = operation.permit.some((permit) => mayHoldFor(permit, actor));
  if (!posted && wordsOf(operation.input).some((name) => c.req.query(name) !== undefined)) return problemResponse(c, 405, wordsInAddress);
  const input = posted ? await bodyOf(services, c, mayEver) : inputOf({ values: valuesOf(c), files: {} }, operation.input);
  const result = await callDoor(services, c, operation, actor, input);
  if (!result.ok) return problemResponse(c, statusOf(result.error.code), result.error);
  return sendJson(c, promised(services, c, operation, result.value));
}

/**
 * An operation that needs no sign-on: a session that comes along means nothing, and so the origin neither. Calls that fail are counted by the network
 * that they come from; over the limit nothing is read.
 */
async function callOpen(
  services: WebServices,
  c: WebContext,
  operation: Operation,
  { tenant, unknown, failures }: Open,
): Promise<Response> {
  const { db } = services.door;
  const network = networkOf(remoteAddress(services, c));
  const refuse = async (problem: Problem) => {
    const turn = await takeTurn(db, failures, network);
    const said = turn.allowed ? problem : tooManyProblem(turn, failures.message);
    return problemResponse(c, statusOf(said.code), said);
  };
  const seen = await seeTurn(db, failures, network);
  if (!seen.allowed) return problemResponse(c, 429, tooManyProblem(seen, failures.message));
  const input = await readJson(services, c, usualBodyLimit);
  const code =
    typeof input === "object" && input !== null && Object.hasOwn(input, tenant) ? (input as Record<string, unknown>)[tenant] : "";
  const municipality = typeof code === "string" ? await services.municipalities.find(code) : undefined;
  if (!municipality) return refuse(unknown);
  const actor = publicIn(municipality.id);
  const result = await perform(
    services.door,
    operation as unknown as Action<z.ZodObject, unknown, Actor>,
    actor,
    input,
    markOf(services, c),
  );
  return result.ok ? sendJson(c, promised(services, c, operation, result.value)) : refuse(result.error);
}

/**
 * What the operation's schema promises of the answer, and nothing else. What stood there beside is taken out and told in the log, by
 * the names of its fields; an answer that breaks the promise is a fault of ours.
 */
function promised(services: WebServices, c: WebContext, { name, output }: Operation, value: unknown): unknown {
  const fitted = fitAnswer(output, value);
  if (!fitted.fits) throw new Error(`The answer of ${name} is not as its schema says: ${fitted.faults.join("; ")}`);
  if (fitted.unexpected.length > 0) {
    const about = { requestId: c.get("requestId"), operation: name, fields: fitted.unexpected };
    services.log({ level: "error", message: "unfit answer", ...about });
  }
  return fitted.value ?? null;
}

const wordsInAddress: Problem = {
  code: "words-in-address",
  message: "Fritext, som ett personnummer, skickas inte i adressen.",
  hint: "Skicka frågan med POST och JSON.",
};

function callDoor(services: WebServices, c: WebContext, operation: Operation, actor: PageActor, input: unknown) {
  const mark = markOf(services, c);
  if (operation.kind === "query") return ask(services.door, operation as unknown as Query, actor, input, mark);
  return perform(services.door, operation as unknown as Action, actor, input, {
    ...mark,
    idempotencyKey: c.req.header("idempotency-key"),
    confirmed: c.req.header("confirm")?.split(/,\s*/u),
  });
}

/** Who has no role for it is refused by the door, whatever the body says: only what is small and there already is read, for the log. */
async function bodyOf(services: WebServices, c: WebContext, mayEver: boolean): Promise<unknown> {
  requireJson(c);
  return mayEver ? readJson(services, c, usualBodyLimit) : readAttempt(services, c);
}

function valuesOf(c: WebContext): Record<string, string[]> {
  return c.req.queries();
}
