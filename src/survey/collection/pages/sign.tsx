import type { FC } from "hono/jsx";
import { hasRole } from "../../../platform/core/actor.ts";
import { formatDateTime } from "../../../platform/basics/dates.ts";
import { Hidden, TextField } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Alert, ButtonRow, Heading, Link, LinkButton, Paragraph, Spoken, Words } from "../../../ui/components/text.tsx";
import { defineForm, definePage, notFound } from "../../../ui/page.tsx";
import { answerColumns } from "../../questionnaires/answer-columns.ts";
import { inOwn } from "../../questionnaires/own-words.ts";
import type { Questionnaire } from "../../questionnaires/questionnaire.ts";
import { signAnswers } from "../actions/sign-answers.ts";
import { linksFor, sendingLinks } from "../links.ts";
import { findInAnswers } from "../queries/find-in-answers.ts";
import type { FindingShown } from "../queries/find-in-answers.ts";
import { getAnswerSet } from "../queries/get-answer-set.ts";
import type { Said } from "../../../platform/basics/languages.ts";
import type { ShownForm } from "../../questionnaires/shown.ts";
import type { PageActor } from "../../../ui/request.ts";
import type { AnswerSetShown } from "../queries/get-answer-set.ts";
import { digestOfSaved, isSignedAsSaved, signedContent } from "../signed.ts";
import { savedAnswers, standingPage } from "../standing.ts";
import { AnswersRead } from "./answers-read.tsx";
import { LanguageLine } from "./language.tsx";
import { loadSet } from "./load-set.ts";
import type { LoadedSet } from "./load-set.ts";

const back = (actor: PageActor, id: string) => ({ href: linksFor(actor).set(id), text: "Till enkätens alla sidor" });
const reasonsOf = ({ pages }: AnswerSetShown): ReadonlyMap<string, string> =>
  new Map(pages.flatMap(({ page, reason }) => (reason === null ? [] : [[page, reason] as const])));

/** The director reads everything that is answered, what is left out and what does not hold together, and signs. */
export const signPage = defineForm({
  path: "/enkater/:answerSetId/skriv-under",
  outside: { respondent: "/svar/:answerSetId/skriv-under" },
  title: "Skriv under enkätsvar",
  async load(context) {
    const loaded = await loadSet(context, context.params.answerSetId);
    return { ...loaded, ...(await context.ask(findInAnswers, { answerSetId: loaded.set.id })) };
  },
  values: ({ actor, data: { set, form } }) => ({
    digest: digestOfSaved(form, set),
    email: emailOf({ set, form }),
    ...(actor.kind === "respondent" ? { signerName: actor.name, signerTitle: actor.title } : {}),
  }),
  action: signAnswers,
  done: (_out, { actor, params }) => linksFor(actor).receipt(params.answerSetId),
  standing: ({ actor, data: { set, form }, params }) => ({
    words: {},
    goOn: linksFor(actor).sign(params.answerSetId),
    follows: ["digest", digestOfSaved(form, set)],
  }),
  notice: "Svaren är underskrivna.",
  view: ({ actor, data: { set, form: questionnaire, words, findings }, form, tokens }) => {
    const saved = savedAnswers(set);
    if (saved.size === 0) return <NothingToSign actor={actor} set={set} form={questionnaire} />;
    const at = { actor, set, form: questionnaire };
    const blank = findings.filter(({ check }) => check === "unanswered");
    const others = findings.filter(({ check }) => check !== "unanswered");
    const proposed = questionnaire.pages.filter((page) => {
      const { number, answers } = standingPage(set, page);
      return number === 0 && Object.keys(answers).length > 0;
    });
    return (
      <>
        <PageHead heading="Granska och skriv under" lead={<Words of={words.title} />} back={back(actor, set.id)} />
        <LanguageLine words={words} own={questionnaire.language} to={linksFor(actor).language(set.id)} tokens={tokens} />
        <Asked
          {...at}
          words={words}
          tone="danger"
          heading="Det här måste rättas"
          findings={others.filter(({ severity }) => severity === "error")}
        >
          Svaren går att skriva under när det är rättat.
        </Asked>
        <Asked
          {...at}
          words={words}
          tone="warning"
          heading="Stämmer det här?"
          findings={others.filter(({ severity }) => severity === "warning")}
        >
          Ändra det som är fel. Det som stämmer kan stå kvar.
        </Asked>
        {proposed.length > 0 ? (
          <Alert tone="warning">
            {"Förslag är inga svar förrän någon har sparat sidan. Ingen har sparat "}
            {proposed.map(({ key }, place) => (
              <>
                {place === 0 ? "" : ", "}
                <Link href={linksFor(actor).page(set.id, key)}>
                  <Words of={titleOf(words, key)} />
                </Link>
              </>
            ))}
            .
          </Alert>
        ) : null}
        {blank.length > 0 ? (
          <Alert tone="info">
            {"Utan svar: "}
            {blank.map(({ column }, place) => (
              <>
                {place === 0 ? "" : ", "}
                <QuestionLink {...at} column={column} word="fråga" />
              </>
            ))}
            . Det går att skriva under ändå.
          </Alert>
        ) : null}
        <Spoken language={words.language}>
          <AnswersRead form={questionnaire} words={words} saved={saved} reasons={reasonsOf(set)} />
        </Spoken>
        <Form form={form} submit="Skriv under" cancel={linksFor(actor).set(set.id)} draft={false}>
          <Hidden {...form.field("digest")} />
          {actor.kind === "respondent" ? (
            <>
              <Heading level={2}>Vem skriver under?</Heading>
              <TextField
                {...form.field("signerName")}
                label="Namn"
                hint="Socialchefen, eller den som socialchefen har gett i uppdrag att skriva under."
                maxLength={60}
              />
              <TextField {...form.field("signerTitle")} label="Titel" maxLength={38} />
              <Paragraph>När du skriver under lämnas svaren till den som har skickat enkäten.</Paragraph>
            </>
          ) : null}
          <Paragraph>Du intygar att svaren är kommunens. De går att ändra till och med sista dagen, och skrivs då under på nytt.</Paragraph>
          <TextField
            {...form.field("email")}
            label="E-post för kvittens"
            hint={
              actor.kind === "respondent"
                ? "Meddelandet säger att svaren har kommit fram. Kvittensen läser du här."
                : "Meddelandet säger bara att det finns ett besked från kommunen. Kvittensen läser du här."
            }
            inputMode="email"
            maxLength={254}
            optional
          />
        </Form>
      </>
    );
  },
});

/** Nobody has answered anything: the way to where one begins, and nothing to sign. */
const NothingToSign: FC<{ actor: PageActor; set: Pick<AnswerSetShown, "id">; form: Questionnaire }> = ({ actor, set, form }) => {
  const [first] = form.pages;
  return (
    <>
      <PageHead heading="Granska och skriv under" lead={form.title} back={back(actor, set.id)} />
      <Paragraph>
        Inget är besvarat än, så det finns inget att skriva under. Det som är föreslaget blir ett svar när någon har läst sidan och sparat
        den.
      </Paragraph>
      {first === undefined ? null : (
        <ButtonRow>
          <LinkButton href={linksFor(actor).page(set.id, first.key)}>Börja svara</LinkButton>
        </ButtonRow>
      )}
    </>
  );
};

const titleOf = ({ pages }: ShownForm, page: string): Said =>
  pages.find(({ key }) => key === page)?.title ?? { text: page, language: null };

type At = { readonly actor: PageActor; readonly set: Pick<AnswerSetShown, "id">; readonly form: Questionnaire };

/** What the rules ask of whoever answers, each with the way to its question; nothing where they ask nothing. */
const Asked: FC<
  At & { words: ShownForm; tone: "danger" | "warning"; heading: string; findings: readonly FindingShown[]; children: string }
> = ({ words, tone, heading, findings, children, ...at }) =>
  findings.length === 0 ? null : (
    <Alert tone={tone} heading={heading}>
      <ul class="ds-list">
        {findings.map(({ rule, column, asks }) => (
          <li>
            <QuestionLink {...at} column={column} word="Fråga" />
            {": "}
            <Words of={words.rules.get(rule) ?? inOwn(words.language, asks)} />
          </li>
        ))}
      </ul>
      <Paragraph>{children}</Paragraph>
    </Alert>
  );

/** The way to the question of a column on its page. */
const QuestionLink: FC<At & { column: string | null; word: "Fråga" | "fråga" }> = ({ actor, set, form, column, word }) => {
  const found = answerColumns(form).find((one) => one.column === column);
  const text = `${word} ${found?.question ?? ""}`;
  const page = form.pages.find(({ questions }) => questions.some(({ name }) => name === found?.name));
  return page && found ? <Link href={`${linksFor(actor).page(set.id, page.key)}#${found.name}`}>{text}</Link> : <>{text}</>;
};

/** The address that whoever answers has given. */
function emailOf({ set, form }: Pick<LoadedSet, "set" | "form">): string | undefined {
  const fields = form.pages.flatMap(({ questions }) =>
    questions.flatMap((question) => (question.type === "contact" ? question.fields : [])),
  );
  const keys = fields.filter(({ kind }) => kind === "email").map(({ key }) => key);
  return set.pages.flatMap(({ contact }) => contact).find(({ name }) => keys.includes(name))?.said;
}

/** What was signed, by whom and when. */
export const receiptPage = definePage({
  path: "/enkater/:answerSetId/kvittens",
  outside: { respondent: "/svar/:answerSetId/kvittens" },
  title: "Kvittens",
  asks: getAnswerSet,
  load: (context) => loadSet(context, context.params.answerSetId),
  view: ({ actor, data: { set, form, words } }) => {
    const links = linksFor(actor);
    const [last] = set.signatures;
    const signed = signedContent(set);
    if (!last || !signed) notFound();
    return (
      <>
        <PageHead heading="Kvittens" lead={<Words of={words.title} />} back={back(actor, set.id)} />
        <SummaryList
          rows={[
            { term: "Kommun", value: set.answeredBy.name },
            { term: "Underskriven", value: `${formatDateTime(new Date(last.at))} av ${last.by}` },
            { term: "Nummer", value: `${last.number}` },
            // A municipality signs first and delivers afterwards; what a unit signs by its link is delivered in the same moment.
            actor.kind === "respondent"
              ? { term: "Lämnat till den som har skickat enkäten", value: last.late ? "Ja, efter sista svarsdagen" : "Ja, i tid" }
              : { term: "I tid", value: last.late ? "Nej, efter sista svarsdagen" : "Ja" },
            { term: "Antal svar", value: `${signed.answers.length}` },
            { term: "Kontrollsumma", value: <span class="f-break">{last.digest}</span> },
            { term: "Besked om kvittensen", value: last.mailed ? "Skickas med e-post" : "Inget" },
          ]}
        />
        {isSignedAsSaved(form, set) ? null : (
          <Alert tone="warning">Svaren har ändrats sedan underskriften. Det som är underskrivet är det som stod då.</Alert>
        )}
        <Paragraph>Kontrollsumman är SHA-256 av svarsfilens innehåll. Med den kan ni visa att filen är den som skrevs under.</Paragraph>
        <ButtonRow>
          <LinkButton href={links.json(set.id)}>Hämta det underskrivna innehållet</LinkButton>
          {hasRole(actor, "analyst", "director") ? (
            <LinkButton href={sendingLinks.page(set.id)} variant="secondary">
              Skicka till myndigheten
            </LinkButton>
          ) : null}
          <LinkButton href={links.print(set.id)} variant="secondary">
            Läs och skriv ut
          </LinkButton>
        </ButtonRow>
        <Heading level={2}>Tidigare underskrifter</Heading>
        {set.signatures.length > 1 ? (
          <ul class="ds-list">
            {set.signatures.slice(1).map((one) => (
              <li>{`Nummer ${one.number}, ${formatDateTime(new Date(one.at))} av ${one.by}`}</li>
            ))}
          </ul>
        ) : (
          <Paragraph subtle>Inga.</Paragraph>
        )}
      </>
    );
  },
});

/** Every answer on one page, for reading and for paper. */
export const printPage = definePage({
  path: "/enkater/:answerSetId/skriv-ut",
  outside: { respondent: "/svar/:answerSetId/skriv-ut" },
  title: "Svar på en enkät",
  asks: getAnswerSet,
  load: (context) => loadSet(context, context.params.answerSetId),
  view: ({ actor, data: { set, form, words }, tokens }) => (
    <>
      <PageHead
        heading={<Words of={words.title} />}
        lead={`${set.answeredBy.name}. Sista svarsdag ${set.lastDay}.`}
        back={back(actor, set.id)}
      />
      <LanguageLine words={words} own={form.language} to={linksFor(actor).language(set.id)} tokens={tokens} />
      <Spoken language={words.language}>
        <AnswersRead form={form} words={words} saved={savedAnswers(set)} reasons={reasonsOf(set)} />
      </Spoken>
      <Paragraph>
        <Link href={linksFor(actor).csv(set.id)}>Hämta svaren som CSV</Link>
      </Paragraph>
    </>
  ),
});
