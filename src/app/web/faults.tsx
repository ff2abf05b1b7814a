import type { Child } from "hono/jsx";
import { isOwnOrigin, ownPath } from "../../platform/access/sign-on/csrf.ts";
import { problemOfDatabaseError } from "../../platform/core/gates.ts";
import { problemOfOutage } from "../../platform/core/outages.ts";
import type { Problem } from "../../platform/basics/result.ts";
import { DatabaseOutage } from "../../platform/database/outage.ts";
import { problemResponse } from "./api.ts";
import { Button, LinkButton } from "../../ui/components/text.tsx";
import { errorPageOf, faultPage, statusOf } from "./error-pages.tsx";
import type { FormBody } from "../../ui/form-body.ts";
import { faultOf } from "./log.ts";
import { isTextOf, readMediaType } from "./media-type.ts";
import { BodyRefused, readForm, usualBodyLimit } from "./read-body.ts";
import { errorResponse, ownOrigin } from "./services.ts";
import type { WebContext, WebServices } from "./services.ts";

/**
 * Answers a request that something was thrown in: what could not be read, a database that cannot be reached or used (503, with when to try
 * again, and with what was typed), or a fault of ours (500). Pages for people, problem+json for programs; the log says what and where.
 */
export async function answerFault(services: WebServices, c: WebContext, error: unknown): Promise<Response> {
  const known = problemOf(c, error);
  const about = { requestId: c.get("requestId"), route: c.get("template") };
  if (!known) services.log({ level: "error", message: "fault", ...about, ...faultOf(error) });
  else if (error instanceof DatabaseOutage)
    services.log({ level: "warn", message: "outage", ...about, kind: error.kind, code: error.code });
  if (isForProgram(c)) return problemResponse(c, statusOf(known?.code ?? "fault"), known ?? faultProblem(c));
  if (!known) return errorResponse(services, c, c.get("visit"), faultPage(c.get("requestId")));
  return errorResponse(services, c, c.get("visit"), errorPageOf(known, await wayAgain(services, c, known)));
}

/** The problem that an error stands for; undefined for a fault of ours. */
function problemOf(c: WebContext, error: unknown): Problem | undefined {
  if (error instanceof BodyRefused) return error.problem;
  if (error instanceof DatabaseOutage)
    return problemOfOutage(error, isForProgram(c) ? c.req.header("idempotency-key") !== undefined : true);
  const conflict = problemOfDatabaseError(error);
  return conflict?.code === "try-again" ? conflict : undefined;
}

function isForProgram(c: WebContext): boolean {
  const { path } = c.req;
  return (
    ["/api/", "/session/", "/logga-ut/", "/halsa", "/redo"].some((start) => path.startsWith(start)) ||
    c.req.header("x-fortrogen-poll") !== undefined
  );
}

function faultProblem(c: WebContext): Problem {
  return { code: "fault", message: "Något gick fel hos oss.", hint: `Försök igen om en stund. Referens: ${c.get("requestId")}.` };
}

/** The button that asks for the same page, or sends the same form with the same key: what was typed is in the page. */
async function wayAgain(services: WebServices, c: WebContext, problem: Problem): Promise<Child> {
  if (statusOf(problem.code) !== 503 && problem.code !== "try-again") return null;
  const { pathname, search } = new URL(c.req.url);
  const here = ownPath(pathname + search);
  if (c.req.method === "GET") return <LinkButton href={here}>Försök igen</LinkButton>;
  const sent = c.get("sent") ?? (await unreadForm(services, c));
  if (!sent) return null;
  return (
    <form method="post" action={here}>
      {Object.entries(sent.values).flatMap(([name, values]) => values.map((value) => <input type="hidden" name={name} value={value} />))}
      <Button>Försök igen</Button>
    </form>
  );
}

/** The form of our own that could not even be asked whose it is: it is read, within its limit, so that nothing typed is lost. */
async function unreadForm(services: WebServices, c: WebContext): Promise<FormBody | undefined> {
  const isForm = isTextOf(readMediaType(c.req.header("content-type")), "application/x-www-form-urlencoded");
  if (!isForm || c.req.raw.bodyUsed || !isOwnOrigin(c.req.raw.headers, ownOrigin(services.config, c))) return undefined;
  try {
    return (await readForm(services, c, usualBodyLimit)).body;
  } catch {
    return undefined;
  }
}
