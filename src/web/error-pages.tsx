import type { Child } from "hono/jsx";
import type { Problem } from "../core/result.ts";
import { PageHead } from "./components/layout.tsx";
import { LinkButton, Paragraph } from "./components/text.tsx";

/** A page that says what went wrong and what to do. `reference` finds the line in the log. */
export type ErrorPage = {
  readonly status: 400 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 502;
  readonly title: string;
  readonly body: Child;
  /** Seconds until it is worth trying again. */
  readonly retryAfter?: number | undefined;
};

/** The page for a problem that stopped a request. */
export function errorPageOf(problem: Problem): ErrorPage {
  const status = statusOf(problem.code);
  const title =
    { 403: "Du har inte behörighet", 404: "Sidan finns inte", 409: "Det gick inte att spara", 429: "För många försök" }[status as 403] ??
    "Det gick inte";
  const body = <ErrorBody title={title} text={problem.message} hint={problem.hint} />;
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

/** The status of HTTP that goes with a problem's code. */
export function statusOf(code: string): 400 | 403 | 404 | 409 | 422 | 429 | 502 {
  if (forbidden.has(code)) return 403;
  if (code === "sign-on-unreachable") return 502;
  if (code === "not-found") return 404;
  if (code === "too-many") return 429;
  if (["gate-closed", "already-done", "try-again", "key-reused", "not-in-case"].includes(code)) return 409;
  return code === "invalid-key" || code === "sign-on-expired" ? 400 : 422;
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

const ErrorBody = ({ title, text, hint }: { title: string; text: string; hint?: string | undefined }) => (
  <>
    <PageHead heading={title} />
    <Paragraph>{text}</Paragraph>
    {hint ? <Paragraph>{hint}</Paragraph> : null}
    <LinkButton href="/" variant="secondary">
      Till startsidan
    </LinkButton>
  </>
);
