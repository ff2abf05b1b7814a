import { LineChart } from "../../../ui/components/charts.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Alert, Paragraph } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import type { Period } from "../period.ts";
import { answerNationalQuestionnaire } from "../queries/answer-national-questionnaire.ts";
import { askedPeriod, earlierPeriods, periodSearch } from "./asked-period.ts";
import type { AskedPeriod } from "./asked-period.ts";
import { PeriodChoice } from "./period-choice.tsx";
import { answersPath, hyphenated, leadingQuestion, sectionsOf } from "./sections.ts";
import type { PageSection } from "./sections.ts";

const path = `${answersPath}/utveckling` as const;
/** How many years are compared, the asked one included. */
const years = 4;

type Year = { readonly period: Period; readonly sections: readonly PageSection[] };
type Shown = { readonly asked: AskedPeriod; readonly found: readonly Year[] };

/** The main figures of the period beside the same days of earlier years. */
export const answersTrendPage = definePage({
  path,
  title: "Utveckling över åren",
  asks: answerNationalQuestionnaire,
  async load({ ask, search, today }): Promise<Shown> {
    const asked = askedPeriod(search, today);
    if (!asked.period.ok) return { asked, found: [] };
    const found: Year[] = [];
    for (const period of earlierPeriods(asked.period.value, years))
      found.push({ period, sections: sectionsOf(await ask(answerNationalQuestionnaire, period)) });
    return { asked, found };
  },
  view: ({ data: { asked, found }, today }) => (
    <>
      <PageHead
        heading="Utveckling över åren"
        back={{ href: answersPath + periodSearch(asked), text: "Till svaren i korthet" }}
        lead="Andelen barn som har haft samtal, i perioden och samma dagar åren före."
      />
      <PeriodChoice path={path} asked={asked} today={today} />
      {asked.period.ok && found.length === 1 ? (
        <Alert tone="info" heading="Perioden är längre än ett år">
          Välj en period på högst tolv månader för att jämföra med åren före.
        </Alert>
      ) : null}
      <div class="f-charts">{found.length > 1 ? found[0]?.sections.map((section) => <Trend section={section} found={found} />) : null}</div>
      {found.length > 1 ? (
        <Paragraph subtle>
          ”Visas inte” betyder att färre än 7 barn hör till populationen eller att uppgifterna saknas för det året. En skillnad mellan åren
          kan bero på slumpen, särskilt när barnen är få.
        </Paragraph>
      ) : null}
    </>
  ),
});

const Trend = ({ section, found }: { section: PageSection; found: readonly Year[] }) => {
  const rows = leadingQuestion(section)?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <LineChart
      caption={section.short}
      unit="%"
      max={100}
      points={found.map(({ period }) => (isCalendarYear(period) ? period.to.slice(0, 4) : period.to.slice(0, 7)))}
      head={found.every(({ period }) => isCalendarYear(period)) ? "År" : "Till och med"}
      lines={rows.map((row, place) => ({
        label: hyphenated(row.short),
        values: found.map(({ sections }) => {
          const same = sections.find(({ slug }) => slug === section.slug);
          return (same && leadingQuestion(same)?.rows[place]?.percent) ?? null;
        }),
      }))}
    />
  );
};

const isCalendarYear = ({ from, to }: Period): boolean => from.endsWith("-01-01") && to === `${from.slice(0, 4)}-12-31`;
