import type { Child, FC } from "hono/jsx";
import { formatDateTime, stockholmDate, stockholmTime } from "../platform/basics/dates.ts";
import { isId } from "../platform/basics/identifiers.ts";
import type { Compared, Problem } from "../platform/basics/result.ts";
import { SideBySide } from "./components/questions.tsx";
import { PageHead } from "./components/layout.tsx";
import { Alert, Button, ButtonRow, LinkButton, Paragraph } from "./components/text.tsx";
import { wordsOf } from "./form-state.ts";
import type { PageRequest, Standing } from "./request.ts";

type Words = Readonly<Record<string, readonly string[]>>;

/** True when the two say the same, apart from what belongs to the frame. */
function sameWords(one: Words, other: Words): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)].filter((name) => !name.startsWith("_")));
  return [...names].every((name) => textOf(one, name) === textOf(other, name));
}

const textOf = (words: Words, name: string): string => (words[name] ?? []).filter(Boolean).join(", ");

type Labels = Readonly<Record<string, string>>;

/** True for a fault that is not in what was typed: somebody else was first, or what the form was about has moved on. */
export function isOvertaken(request: PageRequest, problem: Problem, shown: readonly string[]): boolean {
  const isFirst = ["already-done", "changed-meanwhile", "key-reused"].includes(problem.code);
  return isFirst || isFormGone(request.body?.values ?? {}, request.labels, shown);
}

/**
 * The page for a form that was sent when things had moved on. Shows what is saved and what was typed side by side, and keeps what was
 * typed as a draft where it can be gone on with.
 */
export async function overtaken(
  request: PageRequest,
  problem: Problem,
  standing: Standing<string> | null,
  note: string | undefined,
  labels: Labels = {},
): Promise<Child> {
  const typed = request.body?.values ?? {};
  if (problem.code === "key-reused") return sentBefore(request, labels, note);
  const rows = compared(wordsOf(standing?.words ?? {}), typed, { ...labels, ...request.labels });
  const goOn = await keptAt(request, standing?.goOn ?? note, { ...typed, ...followed(standing) }, rows);
  return (
    <>
      <PageHead heading="Det har ändrats sedan du öppnade formuläret" lead={problem.message} />
      <Alert tone="warning" status>
        {goOn
          ? "Det du skrev är inte inskrivet i ärendet än. Det finns kvar här och som utkast."
          : "Det du skrev är inte sparat. Det står kvar här."}
      </Alert>
      {problem.hint ? <Paragraph>{problem.hint}</Paragraph> : null}
      <SideBySide rows={rows} caption="Det som är sparat, och det du skrev" known="Sparat nu" />
      <ButtonRow>
        {goOn ? <LinkButton href={goOn}>{standing?.goOn ? "Bygg vidare på det sparade" : "Fortsätt i en anteckning"}</LinkButton> : null}
        {!goOn && standing?.goOn ? (
          <GoOnButton to={standing.goOn} csrf={request.tokens.csrf} words={{ ...typed, ...followed(standing) }} />
        ) : null}
        <LinkButton href={caseOf(noteIn(request.params)) ?? request.url.pathname} variant="secondary">
          Till det som är sparat
        </LinkButton>
      </ButtonRow>
    </>
  );
}

/** What the form must be told to build on, as a form sends it. */
const followed = (standing: Standing<string> | null): Words => (standing?.follows ? wordsOf(Object.fromEntries([standing.follows])) : {});

/** For who has no drafts: opens the form anew with what was typed, on top of what is saved. */
const GoOnButton: FC<{ to: string; csrf: string; words: Words }> = ({ to, csrf, words }) => (
  <form method="post" action={to} class="f-inline-form">
    <input type="hidden" name="_csrf" value={csrf} />
    <input type="hidden" name="_do" value="again" />
    {Object.entries(words)
      .filter(([name]) => !name.startsWith("_"))
      .flatMap(([name, values]) => values.map((value) => <input type="hidden" name={name} value={value} />))}
    <Button>Bygg vidare på det sparade</Button>
  </form>
);

/** The page for a form that was sent before with other words, for who may still see what it is about (`again`); nothing where it was not. */
export async function sentWithOtherWords(
  request: PageRequest,
  again: () => Promise<unknown>,
  note: string | undefined,
): Promise<Child | undefined> {
  const before = request.body && (await request.findSent());
  if (!request.body || !before || sameWords(before.values, request.body.values)) return undefined;
  await again();
  return sentBefore(request, {}, note);
}

/** The page for a form that was sent before with other words: what was sent, what is typed now, and the ways on. */
async function sentBefore(request: PageRequest, labels: Labels, note: string | undefined): Promise<Child> {
  const typed = request.body?.values ?? {};
  const before = await request.findSent();
  const rows = compared(before?.values ?? {}, typed, { ...labels, ...request.labels });
  const amend = await keptAt(request, before?.amend ?? note, typed, rows);
  const anew = await request.keepDraft(request.url.pathname + request.url.search, typed);
  const at = before && (stockholmDate(before.at) === request.today ? stockholmTime(before.at) : formatDateTime(before.at));
  return (
    <>
      <PageHead
        heading="Formuläret är redan skickat"
        lead={at ? `Det du skickade ${at} är sparat. Inget har skrivits en gång till.` : "Det du skickade första gången är sparat."}
      />
      <Alert tone="warning" status>
        Det du har ändrat sedan dess är inte inskrivet. Det finns kvar här och som utkast.
      </Alert>
      <SideBySide rows={rows} caption="Det som skickades, och det du skrev nu" known="Skickat" typed="Du skrev nu" />
      <ButtonRow>
        {amend ? <LinkButton href={amend}>Rätta eller komplettera</LinkButton> : null}
        {before ? (
          <LinkButton href={before.ledTo} variant="secondary">
            Till det som sparades
          </LinkButton>
        ) : null}
        {anew ? (
          <LinkButton href={anew} variant="tertiary">
            Det är något nytt: skriv det i ett nytt formulär
          </LinkButton>
        ) : null}
      </ButtonRow>
    </>
  );
}

/** True when the page no longer shows any of the fields that something was typed in: what it was about has moved on. */
function isFormGone(typed: Words, sent: Readonly<Record<string, string>>, shown: readonly string[]): boolean {
  const filled = Object.keys(sent).filter((name) => textOf(typed, name) !== "");
  return filled.length > 0 && !filled.some((name) => shown.includes(name));
}

/** Keeps the words where they can be gone on with: in the same fields, or as the text of a note. */
function keptAt(request: PageRequest, path: string | undefined, typed: Words, rows: readonly Compared[]): Promise<string | undefined> {
  if (path === undefined) return Promise.resolve(undefined);
  const changed = rows.filter((row) => row.differs && row.typed !== "");
  const text = changed.map((row) => `${row.label}: ${row.typed}`).join("\n");
  const asNote = { happenedOn: [request.today], text: [text] };
  return request.keepDraft(path, { ...asNote, ...typed });
}

function compared(known: Words, typed: Words, labels: Readonly<Record<string, string>>): readonly Compared[] {
  const names = [...new Set([...Object.keys(typed), ...Object.keys(known)])].filter((name) => !name.startsWith("_"));
  return names.flatMap((field) => {
    const [was, now] = [textOf(known, field), textOf(typed, field)];
    if ((was === "" && now === "") || isId(was) || isId(now) || labels[field] === undefined) return [];
    return [{ field, label: labels[field], known: was, typed: now, differs: was !== now }];
  });
}

/** "/arenden/<id>" of an address in a case. */
const caseOf = (path: string | undefined): string | undefined => path?.split("/").slice(0, 3).join("/");

/** Where a note is written in the case that an address is about. */
export function noteIn({ caseId }: Readonly<Record<string, string | undefined>>): string | undefined {
  return caseId === undefined ? undefined : `/arenden/${caseId}/anteckning/ny`;
}
