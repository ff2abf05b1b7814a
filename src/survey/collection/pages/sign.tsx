import type { Child, FC } from "hono/jsx";
import { saidName } from "../../../platform/core/journal.ts";
import type { Said } from "../../../platform/basics/languages.ts";
import { Hidden, TextField } from "../../../ui/components/fields.tsx";
import { Form } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Alert, Button, ButtonRow, Heading, Link, LinkButton, Paragraph, Spoken, Words } from "../../../ui/components/text.tsx";
import { defineForm } from "../../../ui/page.tsx";
import type { PageActor } from "../../../ui/request.ts";
import { answerColumns } from "../../questionnaires/answer-columns.ts";
import { inOwn } from "../../questionnaires/own-words.ts";
import type { Questionnaire } from "../../questionnaires/questionnaire.ts";
import { alternativeIn } from "../../questionnaires/shown.ts";
import type { ShownForm } from "../../questionnaires/shown.ts";
import { signAnswers } from "../actions/sign-answers.ts";
import { linksFor } from "../links.ts";
import { findInAnswers } from "../queries/find-in-answers.ts";
import type { FindingShown } from "../queries/find-in-answers.ts";
import type { AnswerSetShown } from "../queries/get-answer-set.ts";
import { digestOfSaved } from "../signed.ts";
import { savedAnswers, standingPage } from "../standing.ts";
import { AnswersRead } from "./answers-read.tsx";
import { back, inTheirLanguage, LanguageButtons } from "./language.tsx";
import { loadSet, reasonsOf } from "./load-set.ts";
import type { LoadedSet } from "./load-set.ts";

/** The form's id, for the buttons that choose a language and stand above what is signed. */
const signForm = "skriv-under";

/** The director reads everything that is answered, what is left out and what does not hold together, and signs. */
export const signPage = defineForm({
  path: "/enkater/:answerSetId/skriv-under",
  outside: { respondent: "/svar/:answerSetId/skriv-under" },
  title: "Skriv under enkätsvar",
  async load(context) {
    const loaded = await loadSet(context, context.params.answerSetId);
    return { ...loaded, ...(await context.ask(findInAnswers, { answerSetId: loaded.set.id })) };
  },
  // Whoever answers is seldom the one who signs: the name and the title of that one are written.
  values: ({ data: { set, form } }) => ({
    digest: digestOfSaved(form, set),
    email: emailOf({ set, form }),
  }),
  action: signAnswers,
  ...inTheirLanguage,
  done: (_out, { actor, params }) => linksFor(actor).receipt(params.answerSetId),
  standing: ({ actor, data: { set, form }, params }) => ({
    words: {},
    goOn: linksFor(actor).sign(params.answerSetId),
    follows: ["digest", digestOfSaved(form, set)],
  }),
  notice: "Svaren är underskrivna.",
  view: ({ actor, data: { set, form: questionnaire, words, findings }, form }) => {
    const saved = savedAnswers(set);
    if (saved.size === 0) return <NothingToSign actor={actor} set={set} form={questionnaire} words={words} />;
    const at = { actor, set, form: questionnaire };
    const house = (sentence: string) => <Words of={inOwn(words.language, sentence)} />;
    const labelled = (label: string) => ({ label, shown: house(label) });
    const blank = findings.filter(({ check }) => check === "unanswered");
    const others = findings.filter(({ check }) => check !== "unanswered");
    const proposed = questionnaire.pages.filter((page) => {
      const { number, answers } = standingPage(set, page);
      return number === 0 && Object.keys(answers).length > 0;
    });
    return (
      <Spoken language={words.language}>
        <PageHead heading={house("Granska och skriv under")} lead={<Words of={words.title} />} back={back(actor, set.id, words)} />
        <LanguageButtons words={words} own={questionnaire.language} form={signForm} />
        <Asked
          {...at}
          words={words}
          tone="danger"
          heading={house("Det här måste rättas")}
          findings={others.filter(({ severity }) => severity === "error")}
        >
          {house("Svaren går att skriva under när det är rättat.")}
        </Asked>
        <Asked
          {...at}
          words={words}
          tone="warning"
          heading={house("Stämmer det här?")}
          findings={others.filter(({ severity }) => severity === "warning")}
        >
          {house("Ändra det som är fel. Det som stämmer kan stå kvar.")}
        </Asked>
        {proposed.length > 0 ? (
          <Alert tone="warning">
            {house("Förslag är inga svar förrän någon har sparat sidan. Ingen har sparat:")}{" "}
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
            {house("Utan svar, och går att skriva under ändå:")}{" "}
            {blank.map(({ column }, place) => (
              <>
                {place === 0 ? "" : ", "}
                <QuestionLink {...at} words={words} column={column} word="fråga" />
              </>
            ))}
            .
          </Alert>
        ) : null}
        <AnswersRead form={questionnaire} words={words} saved={saved} reasons={reasonsOf(set)} />
        <Form form={form} id={signForm} draft={false}>
          <Hidden {...form.field("digest")} />
          <Heading level={2}>{house("Vem skriver under?")}</Heading>
          {actor.kind === "respondent" ? (
            <>
              <TextField
                {...form.field("signerName")}
                {...labelled("Namn")}
                hint={house("Socialchefen, eller den som socialchefen har gett i uppdrag att skriva under.")}
                maxLength={60}
              />
              <TextField {...form.field("signerTitle")} {...labelled("Titel")} maxLength={38} />
              <Paragraph>{house("När du skriver under lämnas svaren till den som har skickat enkäten.")}</Paragraph>
            </>
          ) : (
            <Paragraph>{`${saidName(actor.name, actor.title)}. När svaren är underskrivna skickas de till myndigheten på nästa sida.`}</Paragraph>
          )}
          <Paragraph>
            {house("Du intygar att svaren är kommunens. De går att ändra till och med sista dagen, och skrivs då under på nytt.")}
          </Paragraph>
          <TextField
            {...form.field("email")}
            {...labelled("E-post för kvittens (valfritt)")}
            hint={house(
              actor.kind === "respondent"
                ? "Meddelandet säger att svaren har kommit fram. Kvittensen läser du här."
                : "Meddelandet säger bara att det finns ett besked från kommunen. Kvittensen läser du här.",
            )}
            inputMode="email"
            maxLength={254}
          />
          <ButtonRow>
            <Button>{house("Skriv under")}</Button>
            <LinkButton href={linksFor(actor).set(set.id)} variant="tertiary">
              {house("Avbryt")}
            </LinkButton>
          </ButtonRow>
        </Form>
      </Spoken>
    );
  },
});

/** Nobody has answered anything: the way to where one begins, and nothing to sign. */
const NothingToSign: FC<At & { words: ShownForm }> = ({ actor, set, form, words }) => {
  const [first] = form.pages;
  const house = (sentence: string) => <Words of={inOwn(words.language, sentence)} />;
  return (
    <Spoken language={words.language}>
      <PageHead heading={house("Granska och skriv under")} lead={<Words of={words.title} />} back={back(actor, set.id, words)} />
      <Paragraph>
        {house(
          "Inget är besvarat än, så det finns inget att skriva under. Det som är föreslaget blir ett svar när någon har läst sidan och sparat den.",
        )}
      </Paragraph>
      {first === undefined ? null : (
        <ButtonRow>
          <LinkButton href={linksFor(actor).page(set.id, first.key)}>{house("Börja svara")}</LinkButton>
        </ButtonRow>
      )}
    </Spoken>
  );
};

const titleOf = ({ pages }: ShownForm, page: string): Said =>
  pages.find(({ key }) => key === page)?.title ?? { text: page, language: null };

type At = { readonly actor: PageActor; readonly set: Pick<AnswerSetShown, "id">; readonly form: Questionnaire };

/** What the rules ask of whoever answers, each with the way to its question; nothing where they ask nothing. */
const Asked: FC<
  At & { words: ShownForm; tone: "danger" | "warning"; heading: Child; findings: readonly FindingShown[]; children?: Child }
> = ({ words, tone, heading, findings, children, ...at }) =>
  findings.length === 0 ? null : (
    <Alert tone={tone} heading={heading}>
      <ul class="ds-list">
        {findings.map(({ rule, column, asks }) => (
          <li>
            <QuestionLink {...at} words={words} column={column} word="Fråga" />
            {": "}
            <Words of={words.rules.get(rule) ?? inOwn(words.language, asks, alternativeIn(at.form, words))} />
          </li>
        ))}
      </ul>
      <Paragraph>{children}</Paragraph>
    </Alert>
  );

/** The way to the question of a column on its page. */
const QuestionLink: FC<At & { words: ShownForm; column: string | null; word: "Fråga" | "fråga" }> = ({
  actor,
  set,
  form,
  words,
  column,
  word,
}) => {
  const found = answerColumns(form).find((one) => one.column === column);
  const text = <Words of={inOwn(words.language, `${word} ${found?.question ?? ""}`)} />;
  const page = form.pages.find(({ questions }) => questions.some(({ name }) => name === found?.name));
  return page && found ? <Link href={`${linksFor(actor).page(set.id, page.key)}#${found.name}`}>{text}</Link> : text;
};

/** The address that whoever answers has given. */
function emailOf({ set, form }: Pick<LoadedSet, "set" | "form">): string | undefined {
  const fields = form.pages.flatMap(({ questions }) =>
    questions.flatMap((question) => (question.type === "contact" ? question.fields : [])),
  );
  const keys = fields.filter(({ kind }) => kind === "email").map(({ key }) => key);
  return set.pages.flatMap(({ contact }) => contact).find(({ name }) => keys.includes(name))?.said;
}
