import type { FC } from "hono/jsx";
import type { Problem } from "../../../platform/basics/result.ts";
import type { AskedUnit, phaseOn } from "../../../survey/rounds/find-unit.ts";
import { TextField } from "../../../ui/components/fields.tsx";
import { ErrorSummary } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Alert, Button, ButtonRow, Heading } from "../../../ui/components/text.tsx";
import { makeForm, wordsOf } from "../../../ui/form-state.ts";

type Props = {
  agency: string;
  unit: AskedUnit;
  phase: ReturnType<typeof phaseOn>;
  fields: Readonly<Record<string, string | undefined>>;
  problem: Problem | null;
};

/** What a personal link leads to: who asks what of whom, who reads the answers, and the question who it is that answers. */
export const AnswerLinkPage: FC<Props> = ({ agency, unit, phase, fields, problem }) => {
  const form = makeForm({ to: "", csrf: "", idempotencyKey: "", values: wordsOf(fields), problem, restored: false });
  return (
    <>
      {problem ? <ErrorSummary problem={problem} shown={["name", "title"]} /> : null}
      <PageHead heading={unit.title} lead={`Till ${unit.name}, från ${agency}.`} />
      <SummaryList
        rows={[
          { term: "Sista svarsdag", value: unit.is_extended ? `${unit.last_day}, efter att ni har fått mer tid` : unit.last_day },
          { term: "Vem läser svaren", value: `${agency}, och ni som har länken` },
          { term: "Frågor om enkäten", value: unit.contact },
        ]}
      />
      {phase === "inte öppnad" ? <Alert tone="info">{`Enkäten öppnar ${unit.opens_on}. Kom tillbaka då, med samma länk.`}</Alert> : null}
      {phase === "sena svar tas emot" ? (
        <Alert tone="warning">{`Sista svarsdagen har varit. Svar tas emot till och med ${unit.closes_on} och räknas som sena.`}</Alert>
      ) : null}
      {phase === "stängd" ? <Alert tone="info">Enkäten är stängd. Det går att läsa svaren men inte att ändra dem.</Alert> : null}
      <Heading level={2}>Så går det till</Heading>
      <ul class="ds-list">
        <li>Flera hos er kan svara, samtidigt och på olika datorer, med samma länk. Det syns vem som har sparat vilken sida.</li>
        <li>Varje sida sparas för sig. Ni kan sluta när som helst och fortsätta en annan dag.</li>
        <li>Socialchefen skriver under när allt är klart. Svaren går att ändra tills enkäten stängs.</li>
        <li>
          Svaren gäller verksamheten. Skriv inget som går att koppla till en enskild persons hälsa eller levnadsförhållanden, och inga
          personnummer.
        </li>
        <li>Länken är personlig för er: den som har den kan läsa och ändra svaren. Skicka den bara till dem som ska svara.</li>
      </ul>
      {phase === "inte öppnad" ? null : (
        <form method="post" novalidate class="f-form" autocomplete="off">
          <Heading level={2}>Vem är du?</Heading>
          <TextField {...form.field("name")} label="Ditt namn" maxLength={60} autocomplete="name" />
          <TextField
            {...form.field("title")}
            label="Din titel"
            hint="Till exempel enhetschef eller utvecklingsledare. Namn och titel sparas med det som du sparar, och läses av den som har skickat enkäten."
            maxLength={38}
            autocomplete="organization-title"
          />
          <ButtonRow>
            <Button>{phase === "stängd" ? "Läs svaren" : "Börja svara"}</Button>
          </ButtonRow>
        </form>
      )}
    </>
  );
};
