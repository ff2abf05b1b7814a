import { isOwnOrigin } from "../access/sign-on/csrf.ts";
import { hasRole } from "../core/actor.ts";
import type { Actor } from "../core/actor.ts";
import { ask, perform } from "../core/door.ts";
import type { Action, Operation, Query } from "../core/door.ts";
import type { Problem } from "../core/result.ts";
import { statusOf } from "./error-pages.tsx";
import { inputOf } from "./form-body.ts";
import { readAttempt, readJson, requireJson, usualBodyLimit } from "./read-body.ts";
import { markOf, ownOrigin, visitOf } from "./services.ts";
import type { WebContext, WebServices } from "./services.ts";

/** A problem as RFC 9457 writes it. */
export function problemResponse(c: WebContext, status: number, problem: Problem): Response {
  const body = {
    type: "about:blank",
    title: problem.message,
    status,
    code: problem.code,
    ...(problem.hint ? { detail: problem.hint } : {}),
    ...errorsOf(problem),
    ...(problem.questions ? { questions: problem.questions } : {}),
    ...(problem.comparison ? { comparison: problem.comparison } : {}),
  };
  if (problem.retryAfter !== undefined) c.header("retry-after", String(problem.retryAfter));
  return c.body(JSON.stringify(body), status as 400, { "content-type": "application/problem+json; charset=utf-8" });
}

function errorsOf(problem: Problem): object {
  if (problem.fields) return { errors: problem.fields };
  return problem.field ? { errors: [{ field: problem.field, message: problem.message }] } : {};
}

/** Answers `/api/actions/<name>` and `/api/queries/<name>`: the same door as the pages. */
export async function callOperation(services: WebServices, c: WebContext, kind: "action" | "query"): Promise<Response> {
  const posted = c.req.method === "POST";
  if (posted && !isOwnOrigin(c.req.raw.headers, ownOrigin(services.config, c))) {
    return problemResponse(c, 403, {
      code: "foreign-origin",
      message: "Anropet kommer från fel ställe.",
      hint: "Skicka huvudet Origin med Förtrogens egen adress.",
    });
  }
  const visit = await visitOf(services, c);
  if (visit?.session.state !== "active") return problemResponse(c, 401, { code: "not-signed-on", message: "Du är inte inloggad." });
  const operation = services.operations.find((o) => o.kind === kind && o.name === c.req.param("name"));
  if (!operation)
    return problemResponse(c, 404, { code: "not-found", message: "Åtgärden eller frågan finns inte.", hint: "Se /api för en lista." });
  const { actor } = visit.session;
  const mayEver = operation.permit.some((permit) => hasRole(actor, ...permit.roles));
  const input = posted ? await bodyOf(services, c, mayEver) : inputOf({ values: valuesOf(c), files: {} }, operation.input);
  const result = await callDoor(services, c, operation, actor, input);
  return result.ok ? c.json((result.value ?? null) as never) : problemResponse(c, statusOf(result.error.code), result.error);
}

function callDoor(services: WebServices, c: WebContext, operation: Operation, actor: Actor, input: unknown) {
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
