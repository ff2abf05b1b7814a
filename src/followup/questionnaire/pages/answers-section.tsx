import { PageHead } from "../../../ui/components/layout.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Table } from "../../../ui/components/table.tsx";
import type { Column } from "../../../ui/components/table.tsx";
import { Card, Details, Paragraph } from "../../../ui/components/text.tsx";
import { definePage, notFound } from "../../../ui/page.tsx";
import type { ExplainedQuestion, ExplainedRow } from "../explained.ts";
import { answerNationalQuestionnaire } from "../queries/answer-national-questionnaire.ts";
import { askedPeriod, periodSearch } from "./asked-period.ts";
import type { AskedPeriod } from "./asked-period.ts";
import { PeriodChoice } from "./period-choice.tsx";
import { answersPath, hyphenated, questionAnchor, sectionsOf } from "./sections.ts";
import type { PageSection } from "./sections.ts";

/** As many questions as stand open; a link to one of the others opens it. */
const openQuestions = 3;

type Shown = { readonly asked: AskedPeriod; readonly sections: readonly PageSection[]; readonly section: PageSection | null };

/** One part of the national questionnaire: each question with its answers and how they were counted. */
export const answersSectionPage = definePage({
  path: "/uppfoljning/svar/:del",
  title: "Svar på den nationella enkäten, en del",
  asks: answerNationalQuestionnaire,
  async load({ ask, search, today, params: { del } }): Promise<Shown> {
    const asked = askedPeriod(search, today);
    if (!asked.period.ok) return { asked, sections: [], section: null };
    const sections = sectionsOf(await ask(answerNationalQuestionnaire, asked.period.value));
    return { asked, sections, section: sections.find(({ slug }) => slug === del) ?? notFound() };
  },
  view: ({ data: { asked, sections, section }, params: { del }, municipality, today }) => (
    <>
      <PageHead
        heading={section?.heading ?? "Svar på den nationella enkäten"}
        back={{ href: answersPath + periodSearch(asked), text: "Till svaren i korthet" }}
        lead={section?.questions[0]?.population ?? municipality.name}
      />
      <PeriodChoice path={`${answersPath}/${del}`} asked={asked} today={today} />
      {section?.questions.slice(0, openQuestions).map((question) => (
        <QuestionCard question={question} />
      ))}
      {section?.questions.slice(openQuestions).map((question) => (
        <Details summary={`${question.number}. ${question.short}`}>
          <QuestionCard question={question} />
        </Details>
      ))}
      {section ? <OtherSections sections={sections} current={section} search={periodSearch(asked)} /> : null}
    </>
  ),
});

const OtherSections = ({ sections, current, search }: { sections: readonly PageSection[]; current: PageSection; search: string }) => (
  <nav aria-label="Delar av enkäten">
    <ul class="f-pills">
      {sections.map(({ slug, short }) => (
        <li>
          <a href={`${answersPath}/${slug}${search}`} aria-current={slug === current.slug ? "page" : undefined}>
            {short}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

const QuestionCard = ({ question }: { question: ExplainedQuestion }) => (
  <Card heading={`${question.number}. ${question.short}`} level={2} id={questionAnchor(question.number)}>
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
  // The same reason for every group is told once.
  const isAlike = question.rows.every((row) => row.whyNot === only?.whyNot && row.answer === only.answer);
  if (only && (question.rows.length === 1 || (isAlike && only.whyNot)))
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
  {
    heading: "Antal",
    cell: (row) => (row.numerator === null || row.denominator === null ? "–" : `${row.numerator} av ${row.denominator}`),
    numeric: true,
  },
];

const medianColumns: Column<ExplainedRow>[] = [
  { heading: "Barn", cell: (row) => hyphenated(row.label) },
  { heading: "Svar", cell: (row) => <Words row={row} /> },
  { heading: "Median", cell: (row) => (row.median === null ? "–" : String(row.median).replace(".", ",")), numeric: true },
  { heading: "Barn med samtal", cell: (row) => row.denominator ?? "–", numeric: true },
];
