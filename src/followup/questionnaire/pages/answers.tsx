import type { FC } from "hono/jsx";
import type { Problem } from "../../../platform/basics/result.ts";
import { BarChart } from "../../../ui/components/charts.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { ButtonRow, Card, Details, Heading, Link, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { nationalQuestionnaire2024 } from "../definitions/questionnaire.ts";
import { answerNationalQuestionnaire } from "../queries/answer-national-questionnaire.ts";
import { AnswersAtAGlance } from "./answers-at-a-glance.tsx";
import { askedPeriod, periodSearch } from "./asked-period.ts";
import type { AskedPeriod } from "./asked-period.ts";
import { PeriodChoice } from "./period-choice.tsx";
import { answersPath, leadingQuestion, questionAnchor, sectionsOf, unanswered } from "./sections.ts";
import type { PageSection } from "./sections.ts";

type Shown = { readonly asked: AskedPeriod; readonly problem: Problem | null; readonly sections: readonly PageSection[] };

/** The national questionnaire, answered: what to do now, the main figures as a picture, and the way to each part. */
export const answersPage = definePage({
  path: answersPath,
  title: "Svar på den nationella enkäten",
  navigation: { text: "Nationella enkäten", order: 60 },
  asks: answerNationalQuestionnaire,
  async load({ ask, search, today }): Promise<Shown> {
    const asked = askedPeriod(search, today);
    if (!asked.period.ok) return { asked, problem: asked.period.error, sections: [] };
    return { asked, problem: null, sections: sectionsOf(await ask(answerNationalQuestionnaire, asked.period.value)) };
  },
  view: ({ data: { asked, problem, sections }, municipality, today }) => (
    <>
      <PageHead
        heading="Svar på den nationella enkäten"
        lead={`${municipality.name}. De frågor i ”${nationalQuestionnaire2024.title}” som går att räkna fram.`}
      />
      <PeriodChoice path={answersPath} asked={asked} today={today} />
      {problem ? null : <Summary sections={sections} search={periodSearch(asked)} />}
    </>
  ),
});

const Summary: FC<{ sections: readonly PageSection[]; search: string }> = ({ sections, search }) => (
  <>
    <WhatNow sections={sections} search={search} />
    <section>
      <Heading level={2}>Barn som har haft samtal</Heading>
      <div class="f-charts">
        {sections.map((section) => (
          <LeadingFigure section={section} search={search} />
        ))}
      </div>
      <ButtonRow>
        <LinkButton href={`${answersPath}/utveckling${search}`} variant="secondary">
          Jämför med tidigare år
        </LinkButton>
        <LinkButton href={`${answersPath}/enheter${search}`} variant="secondary">
          Dela upp på enheter
        </LinkButton>
      </ButtonRow>
    </section>
    <AnswersAtAGlance sections={sections} search={search} />
    <Paragraph subtle>
      Svaret väljs efter den oavrundade andelen. För färre än 7 barn beräknas inget. Siffrorna kan vara upp till en halv minut gamla.
    </Paragraph>
  </>
);

/** The one next step, and what stands in its way. */
const WhatNow: FC<{ sections: readonly PageSection[]; search: string }> = ({ sections, search }) => {
  const missing = sections.map((section) => ({ section, rows: unanswered(section) })).filter(({ rows }) => rows.length > 0);
  const count = missing.reduce((sum, { rows }) => sum + rows.length, 0);
  const all = sections.reduce((sum, { questions }) => sum + questions.reduce((n, { rows }) => n + rows.length, 0), 0);
  return (
    <Card tinted heading="Det här gör du nu">
      <Paragraph>
        {count === 0
          ? `Alla ${all} svar är klara. Hämta dem och för över dem till enkäten.`
          : `${all - count} av ${all} svar är klara. Hämta dem, och se varför ${count === 1 ? "ett saknas" : `${count} saknas`}.`}
      </Paragraph>
      <ButtonRow>
        <LinkButton href={`${answersPath}.xlsx${search}`}>Hämta svaren som Excel</LinkButton>
        <LinkButton href={`${answersPath}-excel.csv${search}`} variant="tertiary">
          CSV
        </LinkButton>
        <LinkButton href={`${answersPath}.csv${search}`} variant="tertiary">
          CSV för program
        </LinkButton>
        <LinkButton href={`${answersPath}.json${search}`} variant="tertiary">
          JSON
        </LinkButton>
      </ButtonRow>
      {missing.length > 0 ? (
        <Details summary="Svar som saknas">
          <ul class="ds-list">
            {missing.map(({ section, rows }) => (
              <li>
                {section.short}:{" "}
                {[...new Set(rows.map(({ question }) => question.number))].map((number, place) => (
                  <>
                    {place > 0 ? ", " : ""}
                    <Link href={`${answersPath}/${section.slug}${search}#${questionAnchor(number)}`}>fråga {number}</Link>
                  </>
                ))}
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
    </Card>
  );
};

const LeadingFigure: FC<{ section: PageSection; search: string }> = ({ section, search }) => {
  const question = leadingQuestion(section);
  if (!question) return null;
  const size = question.rows.find(({ denominator }) => denominator !== null)?.denominator;
  return (
    <div>
      <BarChart
        caption={`${section.short}${size === undefined || size === null ? "" : `, ${size} barn`}`}
        bars={question.rows.map((row) => ({ label: row.short, value: row.percent, note: row.reason ?? "Visas inte" }))}
        unit="%"
        max={100}
        head={["Samtal", "Andel"]}
      />
      <p>
        <Link href={`${answersPath}/${section.slug}${search}`}>Alla svar: {section.short.toLowerCase()}</Link>
      </p>
    </div>
  );
};
