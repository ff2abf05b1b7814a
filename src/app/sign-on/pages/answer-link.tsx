import type { FC } from "hono/jsx";
import type { Said } from "../../../platform/basics/languages.ts";
import type { FieldProblem, Problem } from "../../../platform/basics/result.ts";
import { LanguageButtons } from "../../../survey/collection/pages/language.tsx";
import { inOwn } from "../../../survey/questionnaires/own-words.ts";
import type { ShownForm } from "../../../survey/questionnaires/shown.ts";
import type { AskedUnit, phaseOn } from "../../../survey/rounds/find-unit.ts";
import { TextField } from "../../../ui/components/fields.tsx";
import { ErrorSummary } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Alert, Button, ButtonRow, Heading, Spoken, Words } from "../../../ui/components/text.tsx";
import { makeForm, wordsOf } from "../../../ui/form-state.ts";

type Props = {
  agency: string;
  unit: AskedUnit;
  /** The questionnaire in the language that was chosen; null where the program does not know it any more. */
  words: ShownForm | null;
  /** The questionnaire's own language. */
  own: string;
  phase: ReturnType<typeof phaseOn>;
  fields: Readonly<Record<string, string | undefined>>;
  problem: Problem | null;
};

const howItIsDone = [
  "Flera hos er kan svara, samtidigt och på olika datorer, med samma länk. Det syns vem som har sparat vilken sida.",
  "Varje sida sparas för sig. Ni kan sluta när som helst och fortsätta en annan dag.",
  "Socialchefen skriver under när allt är klart. Svaren går att ändra tills enkäten stängs.",
  "Svaren gäller verksamheten. Skriv inget som går att koppla till en enskild persons hälsa eller levnadsförhållanden, och inga personnummer.",
  "Länken är personlig för er: den som har den kan läsa och ändra svaren. Skicka den bara till dem som ska svara.",
];

/** What a personal link leads to: who asks what of whom, who reads the answers, and the question who it is that answers. */
export const AnswerLinkPage: FC<Props> = ({ agency, unit, words, own, phase, fields, problem }) => {
  const language = words?.language ?? null;
  const say = (sentence: string) => inOwn(language, sentence);
  const house = (sentence: string) => <Words of={say(sentence)} />;
  const labelled = (label: string) => ({ label, shown: house(label) });
  const told = problem && { ...problem, fields: (problem.fields ?? []).map((one) => spoken(one, say(one.message))) };
  const form = makeForm({ to: "", csrf: "", idempotencyKey: "", values: wordsOf(fields), problem: told, restored: false });
  return (
    <Spoken language={language}>
      {told ? <ErrorSummary problem={told} shown={["name", "title"]} say={say} /> : null}
      <PageHead heading={unit.title} lead={house(`Till ${unit.name}, från ${agency}.`)} />
      {words === null ? null : <LanguageButtons words={words} own={own} form={whoForm} />}
      <SummaryList
        rows={[
          {
            term: say("Sista svarsdag"),
            value: unit.is_extended ? house(`${unit.last_day}, efter att ni har fått mer tid`) : unit.last_day,
          },
          { term: say("Vem läser svaren"), value: house(`${agency}, och ni som har länken`) },
          { term: say("Frågor om enkäten"), value: unit.contact },
        ]}
      />
      {phase === "inte öppnad" ? (
        <Alert tone="info">{house(`Enkäten öppnar ${unit.opens_on}. Kom tillbaka då, med samma länk.`)}</Alert>
      ) : null}
      {phase === "sena svar tas emot" ? (
        <Alert tone="warning">
          {house(`Sista svarsdagen har varit. Svar tas emot till och med ${unit.closes_on} och räknas som sena.`)}
        </Alert>
      ) : null}
      {phase === "stängd" ? <Alert tone="info">{house("Enkäten är stängd. Det går att läsa svaren men inte att ändra dem.")}</Alert> : null}
      <Heading level={2}>{house("Så går det till")}</Heading>
      <ul class="ds-list">
        {howItIsDone.map((sentence) => (
          <li>{house(sentence)}</li>
        ))}
      </ul>
      {phase === "inte öppnad" ? (
        <form method="post" id={whoForm} />
      ) : (
        <form method="post" id={whoForm} novalidate class="f-form" autocomplete="off">
          <Heading level={2}>{house("Vem är du?")}</Heading>
          <TextField {...form.field("name")} {...labelled("Ditt namn")} maxLength={60} autocomplete="name" />
          <TextField
            {...form.field("title")}
            {...labelled("Din titel")}
            hint={house(
              "Till exempel enhetschef eller utvecklingsledare. Namn och titel sparas med det som du sparar, och läses av den som har skickat enkäten.",
            )}
            maxLength={38}
            autocomplete="organization-title"
          />
          <ButtonRow>
            <Button>{house(phase === "stängd" ? "Läs svaren" : "Börja svara")}</Button>
          </ButtonRow>
        </form>
      )}
    </Spoken>
  );
};

const whoForm = "vem";

const spoken = (fault: FieldProblem, { text, language }: Said): FieldProblem =>
  language === null ? fault : { ...fault, message: text, language };
