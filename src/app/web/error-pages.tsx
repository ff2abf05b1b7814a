import type { Child } from "hono/jsx";
import type { Problem } from "../../platform/basics/result.ts";
import { PageHead } from "../../ui/components/layout.tsx";
import { Button, ButtonRow, LinkButton, Paragraph } from "../../ui/components/text.tsx";
import type { FormBody } from "../../ui/form-body.ts";

type Status = 400 | 401 | 403 | 404 | 408 | 409 | 413 | 415 | 422 | 429 | 500 | 502 | 503;

/** A page that says what went wrong and what to do. `reference` finds the line in the log. */
export type ErrorPage = {
  readonly status: Status;
  readonly title: string;
  readonly body: Child;
  /** Seconds until it is worth trying again. */
  readonly retryAfter?: number | undefined;
};

const titles: Partial<Record<Status, string>> = {
  403: "Du har inte behörighet",
  404: "Sidan finns inte",
  408: "Det tog för lång tid",
  409: "Det gick inte att spara",
  413: "Det är för stort",
  415: "Det är av fel slag",
  429: "För många försök",
  503: "Det gick inte just nu",
};

/** The page for a problem that stopped a request. `again` is the way to try once more, where there is a better one than going back. */
export function errorPageOf(problem: Problem, again?: Child): ErrorPage {
  const status = statusOf(problem.code);
  const title = titles[status] ?? "Det gick inte";
  const body = <ErrorBody title={title} text={problem.message} hint={problem.hint} again={again} />;
  return { status, title, body, retryAfter: problem.retryAfter };
}

const forbidden = new Set([
  "not-permitted",
  "no-role",
  "no-municipality",
  "account-closed",
  "sign-on-too-weak",
  "identity-number-missing",
  "identity-number-malformed",
  "identity-number-taken",
]);

const statuses: Readonly<Record<string, Status>> = {
  "invalid-key": 400,
  "body-unreadable": 400,
  "not-json": 400,
  "sign-on-expired": 400,
  "not-signed-on": 401,
  "foreign-origin": 403,
  "not-found": 404,
  "body-too-slow": 408,
  "gate-closed": 409,
  "already-done": 409,
  "try-again": 409,
  "key-reused": 409,
  "not-in-case": 409,
  "body-too-large": 413,
  "document-too-large": 413,
  "wrong-content-type": 415,
  "too-many": 429,
  fault: 500,
  "sign-on-unreachable": 502,
  "database-lost": 503,
  "database-busy": 503,
  "database-slow": 503,
  "database-unwritable": 503,
  "outcome-unknown": 503,
  "document-busy": 503,
};

/** The status of HTTP that goes with a problem's code. */
export function statusOf(code: string): Status {
  return forbidden.has(code) ? 403 : ((Object.hasOwn(statuses, code) ? statuses[code] : undefined) ?? 422);
}

/** The page for a fault of ours. Says nothing about the fault itself. */
export function faultPage(reference: string): ErrorPage {
  const text = "Något gick fel hos oss. Det du höll på med kan ha blivit osparat.";
  return {
    status: 500,
    title: "Något gick fel",
    body: (
      <ErrorBody
        title="Något gick fel"
        text={text}
        hint={`Försök igen om en stund. Händer det igen, kontakta systemförvaltaren och uppge ${reference}.`}
      />
    ),
  };
}

/** A page with a title, a sentence and what to do. */
export function plainError(status: ErrorPage["status"], title: string, text: string, hint?: string): ErrorPage {
  return { status, title, body: <ErrorBody title={title} text={text} hint={hint} /> };
}

/** Whoever is outside and has no session any more: how to come in again, and what was typed, to be sent once more when that is done. */
export function outsideAbsent(typed?: { readonly to: string; readonly body: FormBody }): ErrorPage {
  const title = "Öppna din länk på nytt";
  const again = typed ? (
    <form method="post" action={typed.to}>
      {Object.entries(typed.body.values).flatMap(([name, values]) =>
        values.map((value) => <input type="hidden" name={name} value={value} />),
      )}
      <Button>Skicka igen</Button>
    </form>
  ) : undefined;
  const text = typed
    ? "Tiden har gått ut, du har avslutat, eller så har länken ersatts av en nyare. Det du skrev är inte sparat än, men det finns kvar på den här sidan."
    : "Du har inte öppnat någon länk här, tiden har gått ut, eller så har länken ersatts av en nyare.";
  const hint = typed
    ? "Stäng inte sidan. Öppna länken i mejlet i en ny flik och börja svara där. Kom sedan tillbaka hit och tryck på Skicka igen."
    : "Öppna länken i det senaste mejlet. Allt som är sparat finns kvar.";
  return { status: 401, title, body: <ErrorBody title={title} text={text} hint={hint} again={again} /> };
}

type ErrorBodyProps = { title: string; text: string; hint?: string | undefined; again?: Child };

const ErrorBody = ({ title, text, hint, again }: ErrorBodyProps) => (
  <>
    <PageHead heading={title} />
    <Paragraph>{text}</Paragraph>
    {hint ? <Paragraph>{hint}</Paragraph> : null}
    <ButtonRow>
      {again}
      <LinkButton href="/" variant="secondary">
        Till startsidan
      </LinkButton>
    </ButtonRow>
  </>
);
