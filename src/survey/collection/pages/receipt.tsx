import { hasRole } from "../../../platform/core/actor.ts";
import { formatDateTime } from "../../../platform/basics/dates.ts";
import { PageHead } from "../../../ui/components/layout.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Alert, ButtonRow, Heading, Link, LinkButton, Paragraph, Spoken, Words } from "../../../ui/components/text.tsx";
import { definePage, notFound } from "../../../ui/page.tsx";
import { columnsOfQuestion } from "../../questionnaires/answer-columns.ts";
import { inOwn } from "../../questionnaires/own-words.ts";
import type { Questionnaire } from "../../questionnaires/questionnaire.ts";
import { linksFor, sendingLinks } from "../links.ts";
import { getAnswerSet } from "../queries/get-answer-set.ts";
import { isSignedAsSaved, signedContent } from "../signed.ts";
import { countedQuestions, savedAnswers } from "../standing.ts";
import { AnswersRead } from "./answers-read.tsx";
import { back, LanguageLine } from "./language.tsx";
import { loadSet, reasonsOf } from "./load-set.ts";
import { signatureWords } from "./signature.tsx";

/** How many of the questions that are asked have an answer: a question is one, however many rows it has. */
function answeredWords(form: Questionnaire, answers: readonly { readonly column: string; readonly value: string }[]): string {
  const given = new Map(answers.map(({ column, value }) => [column, value]));
  const asked = countedQuestions(form, given);
  const answered = asked.filter((question) => columnsOfQuestion(question).some(({ column }) => given.has(column)));
  return `${answered.length} av ${asked.length}`;
}

/** What was signed, by whom and when. */
export const receiptPage = definePage({
  path: "/enkater/:answerSetId/kvittens",
  outside: { respondent: "/svar/:answerSetId/kvittens" },
  title: "Kvittens",
  asks: getAnswerSet,
  load: (context) => loadSet(context, context.params.answerSetId),
  view: ({ actor, data: { set, form, words }, tokens }) => {
    const links = linksFor(actor);
    const [last] = set.signatures;
    const signed = signedContent(set);
    if (!last || !signed) notFound();
    const house = (sentence: string) => <Words of={inOwn(words.language, sentence)} />;
    const term = (sentence: string) => inOwn(words.language, sentence);
    const sends = hasRole(actor, "analyst", "director");
    return (
      <Spoken language={words.language}>
        <PageHead heading={house("Kvittens")} lead={<Words of={words.title} />} back={back(actor, set.id, words)} />
        <LanguageLine words={words} own={form.language} to={links.language(set.id)} tokens={tokens} at="kvittens" />
        {sends ? (
          <ButtonRow>
            <LinkButton href={sendingLinks.page(set.id)}>Skicka svaren</LinkButton>
          </ButtonRow>
        ) : null}
        <SummaryList
          rows={[
            { term: term("Kommun"), value: set.answeredBy.name },
            { term: term("Underskrivna"), value: formatDateTime(new Date(last.at)) },
            { term: term("Underskrivna av"), value: last.by },
            { term: term("Nummer"), value: `${last.number}` },
            // A municipality signs first and delivers afterwards; what a unit signs by its link is delivered in the same moment.
            actor.kind === "respondent"
              ? {
                  term: term("Lämnade till den som har skickat enkäten"),
                  value: house(last.late ? "Ja, efter sista svarsdagen" : "Ja, i tid"),
                }
              : { term: term("I tid"), value: house(last.late ? "Nej, efter sista svarsdagen" : "Ja") },
            { term: term("Besvarade frågor"), value: answeredWords(form, signed.answers) },
            { term: term("Kontrollsumma"), value: <span class="f-break">{last.digest}</span> },
            { term: term("Besked om kvittensen"), value: house(last.mailed ? "Skickas med e-post" : "Inget") },
          ]}
        />
        {isSignedAsSaved(form, set) ? null : (
          <Alert tone="warning">{house("Svaren har ändrats sedan underskriften. Det som är underskrivet är det som stod då.")}</Alert>
        )}
        <Paragraph>
          {house("Kontrollsumman är SHA-256 av svarsfilens innehåll. Med den kan ni visa att filen är den som skrevs under.")}
        </Paragraph>
        <ButtonRow>
          <LinkButton href={links.print(set.id)} variant={sends ? "secondary" : "primary"}>
            {house("Läs och skriv ut")}
          </LinkButton>
          <LinkButton href={links.json(set.id)} variant="secondary">
            {house("Hämta det underskrivna innehållet")}
          </LinkButton>
        </ButtonRow>
        {set.signatures.length > 1 ? (
          <>
            <Heading level={2}>{house("Tidigare underskrifter")}</Heading>
            <ul class="ds-list">
              {set.signatures.slice(1).map((one) => (
                <li>{house(`Nummer ${one.number}, ${formatDateTime(new Date(one.at))} av ${one.by}`)}</li>
              ))}
            </ul>
          </>
        ) : null}
      </Spoken>
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
  view: ({ actor, data: loaded, tokens }) => {
    const { set, form, words } = loaded;
    return (
      <Spoken language={words.language}>
        <PageHead
          heading={<Words of={words.title} />}
          lead={
            <>
              {`${set.answeredBy.name}. `}
              <Words of={signatureWords(loaded)} />
            </>
          }
          back={back(actor, set.id, words)}
        />
        <LanguageLine words={words} own={form.language} to={linksFor(actor).language(set.id)} tokens={tokens} at="skriv-ut" />
        <AnswersRead form={form} words={words} saved={savedAnswers(set)} reasons={reasonsOf(set)} />
        <Paragraph>
          <Words of={signatureWords(loaded)} />
        </Paragraph>
        <Paragraph>
          <Link href={linksFor(actor).csv(set.id)}>
            <Words of={inOwn(words.language, "Hämta svaren som CSV")} />
          </Link>
        </Paragraph>
      </Spoken>
    );
  },
});
