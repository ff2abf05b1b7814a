import { DateField } from "../../web/components/fields.tsx";
import { FilterForm } from "../../web/components/form.tsx";
import { PageHead } from "../../web/components/layout.tsx";
import { SummaryList } from "../../web/components/lists.tsx";
import { Table } from "../../web/components/table.tsx";
import type { Column } from "../../web/components/table.tsx";
import { Alert, ButtonRow, Card, Details, Heading, LinkButton, Paragraph } from "../../web/components/text.tsx";
import { definePage } from "../../web/page.tsx";
import { formatLong } from "../../core/dates.ts";
import type { Problem } from "../../core/result.ts";
import { nationalQuestionnaire2024 } from "../definitions/questionnaire.ts";
import { explainAnswers } from "../explained.ts";
import type { ExplainedAnswers, ExplainedQuestion, ExplainedRow } from "../explained.ts";
import { answerNationalQuestionnaire } from "../queries/answer-national-questionnaire.ts";
import { AnswersAtAGlance, glanceAnchor, questionAnchor } from "./answers-at-a-glance.tsx";
import { askedPeriod } from "./asked-period.ts";
import type { AskedPeriod } from "./asked-period.ts";

/** The national questionnaire, answered: a period, the answers with how they were counted, and the same as files. */
export const answersPage = definePage({
  path: "/uppfoljning/svar",
  title: "Svar på den nationella enkäten",
  navigation: { text: "Nationella enkäten", order: 60 },
  roles: ["analyst"],
  async load({ ask, search }): Promise<{ asked: AskedPeriod; problem: Problem | null; answers: ExplainedAnswers | null }> {
    const asked = askedPeriod(search);
    if (!asked.period.ok) return { asked, problem: asked.period.error, answers: null };
    const answers = await ask(answerNationalQuestionnaire, asked.period.value);
    return { asked, problem: null, answers: explainAnswers(nationalQuestionnaire2024, answers) };
  },
  view: ({ data: { asked, problem, answers }, municipality }) => (
    <>
      <PageHead
        heading="Svar på den nationella enkäten"
        lead={`${municipality.name}. ${nationalQuestionnaire2024.title}, de frågor som går att räkna fram.`}
      />
      <FilterForm action="/uppfoljning/svar" submit="Räkna">
        <DateField name="fran" value={asked.from} values={[asked.from]} label="Från och med" error={errorOf(problem, "from")} />
        <DateField name="till" value={asked.to} values={[asked.to]} label="Till och med" error={errorOf(problem, "to")} />
      </FilterForm>
      {problem ? <Alert tone="danger" heading="Perioden går inte att räkna på">{`${problem.message} ${problem.hint ?? ""}`}</Alert> : null}
      {answers ? <AnswerSections answers={answers} asked={asked} /> : null}
    </>
  ),
});

const errorOf = (problem: Problem | null, field: string): string | undefined => (problem?.field === field ? problem.message : undefined);

const AnswerSections = ({ answers, asked }: { answers: ExplainedAnswers; asked: AskedPeriod }) => {
  const search = `?fran=${asked.from}&till=${asked.to}`;
  return (
    <>
      <Paragraph>
        Perioden är {formatLong(answers.period.from)} till och med {formatLong(answers.period.to)}. Svaret väljs efter den oavrundade
        andelen. För färre än 7 barn beräknas inget. Siffrorna kan vara upp till en halv minut gamla.
      </Paragraph>
      <ButtonRow>
        <LinkButton href={`/uppfoljning/svar.xlsx${search}`} variant="secondary">
          Hämta som Excel
        </LinkButton>
        <LinkButton href={`/uppfoljning/svar.csv${search}`} variant="secondary">
          Hämta som CSV
        </LinkButton>
        <LinkButton href={`/uppfoljning/svar.json${search}`} variant="secondary">
          Hämta som JSON
        </LinkButton>
      </ButtonRow>
      <AnswersAtAGlance answers={answers} />
      {answers.sections.map((section) => (
        <>
          <Heading level={2}>{section.heading}</Heading>
          <Paragraph subtle>{section.questions[0]?.population}</Paragraph>
          {section.questions.map((question) => (
            <QuestionCard question={question} />
          ))}
          <p>
            <a class="ds-link" href={`#${glanceAnchor}`}>
              Upp till svaren i korthet
            </a>
          </p>
        </>
      ))}
    </>
  );
};

const QuestionCard = ({ question }: { question: ExplainedQuestion }) => (
  <Card heading={`${question.number}. ${question.short}`} level={3} id={questionAnchor(question.number)}>
    <Paragraph subtle>{question.text}</Paragraph>
    <QuestionAnswer question={question} />
    <Details
      summary={
        <>
          Så är det räknat<span class="ds-sr-only">, fråga {question.number}</span>
        </>
      }
    >
      <SummaryList
        rows={[
          { term: "Population", value: question.population },
          { term: "Täljare", value: question.numerator },
          { term: "Nämnare", value: question.denominator },
          { term: "Regel", value: question.rule },
          { term: "Källa", value: question.source },
        ]}
      />
    </Details>
  </Card>
);

const QuestionAnswer = ({ question }: { question: ExplainedQuestion }) => {
  const only = question.rows[0];
  if (question.kind === "reasons" && only && !only.whyNot)
    return (
      <ol class="ds-list">
        {only.answers.map((answer) => (
          <li>{answer}</li>
        ))}
      </ol>
    );
  if (question.rows.length === 1 && only)
    return (
      <Paragraph>
        <Words row={only} />
      </Paragraph>
    );
  return (
    <Table
      caption={`Svar på fråga ${question.number}`}
      hideCaption
      rows={question.rows}
      columns={question.kind === "median" ? medianColumns : shareColumns(question)}
    />
  );
};

const Words = ({ row }: { row: ExplainedRow }) => (
  <span>
    <strong>{row.answer}</strong>
    {row.whyNot ? (
      <>
        <br />
        <span class="f-subtle f-small">{row.whyNot}</span>
      </>
    ) : null}
  </span>
);

/** Where the long words of the questionnaire are put together: there they may break in the narrow column of a telephone. */
const joints = /(vårdnads|social|uppdrags|genomförande)(?=havare|nämnd|beskrivning|plan)/g;
const hyphenated = (text: string): string => text.replace(joints, "$1\u00ad");

/** The bar says nothing that the figures beside it do not say, so it is not read aloud. */
const ShareBar = ({ percent }: { percent: number }) => (
  <svg viewBox="0 0 100 12" width="120" height="14" aria-hidden="true" preserveAspectRatio="none">
    <rect width="100" height="12" class="f-chart-track" />
    <rect width={percent} height="12" class="f-chart-bar" />
  </svg>
);

const shareColumns = (question: ExplainedQuestion): Column<ExplainedRow>[] => [
  { heading: question.kind === "hand-over" ? "Uppgifterna" : "Barn", cell: (row) => hyphenated(row.label) },
  { heading: "Svar", cell: (row) => <Words row={row} /> },
  {
    heading: "Andel",
    cell: (row) =>
      row.percent === null ? (
        "–"
      ) : (
        <span>
          <ShareBar percent={row.percent} /> {`${row.percent}\u00a0%`}
        </span>
      ),
    numeric: true,
  },
  { heading: "Täljare", cell: (row) => row.numerator ?? "–", numeric: true },
  { heading: "Nämnare", cell: (row) => row.denominator ?? "–", numeric: true },
];

const medianColumns: Column<ExplainedRow>[] = [
  { heading: "Barn", cell: (row) => hyphenated(row.label) },
  { heading: "Svar", cell: (row) => <Words row={row} /> },
  { heading: "Median", cell: (row) => (row.median === null ? "–" : String(row.median).replace(".", ",")), numeric: true },
  { heading: "Barn med samtal", cell: (row) => row.denominator ?? "–", numeric: true },
];
