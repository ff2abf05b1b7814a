import { daysBetween } from "../../../platform/basics/dates.ts";
import { PageHead } from "../../../ui/components/layout.tsx";
import { TaskList } from "../../../ui/components/lists.tsx";
import type { Task } from "../../../ui/components/lists.tsx";
import { ButtonRow, Heading, Link, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { codingLinks } from "../../../survey/coding/links.ts";
import { findOpenQuestions } from "../../../survey/coding/queries/find-open-questions.ts";
import { deliveryLinks } from "../../../survey/deliveries/links.ts";
import { findDeliveries } from "../../../survey/deliveries/queries/find-deliveries.ts";
import { fieldworkLinks } from "../../../survey/fieldwork/links.ts";
import { resultsLinks } from "../../../survey/results/links.ts";
import { phaseOn } from "../../../survey/rounds/find-unit.ts";
import { roundLinks, roundsPath } from "../../../survey/rounds/links.ts";
import { findRounds } from "../../../survey/rounds/queries/find-rounds.ts";
import type { RoundLine } from "../../../survey/rounds/queries/find-rounds.ts";

/** So many rounds are gone into; the others are in the list of rounds. */
const mostRounds = 3;

/** Where whoever runs surveys begins: the rounds that are not done with, and what waits in each. */
export const agencyStartPage = definePage({
  path: "/myndighet",
  title: "Start",
  navigation: { text: "Start", order: 8 },
  asks: findRounds,
  async load({ ask, today }) {
    const { rounds } = await ask(findRounds, {});
    // What has closed is worked with until something of it is published.
    const current = rounds.filter((one) => phaseOn(today, one) !== "stängd" || one.publications === 0).slice(0, mostRounds);
    const shown: Waiting[] = [];
    for (const round of current) {
      const { units } = await ask(findDeliveries, { roundId: round.id });
      const { questions } = await ask(findOpenQuestions, { roundId: round.id });
      const judged = units.filter(({ number }) => number !== null);
      shown.push({
        round,
        unjudged: judged.filter(({ errors }) => errors === null).length,
        toFollow: judged.filter(({ open }) => open > 0).length,
        toCode: questions.filter(({ answers, done }) => answers > 0 && done < 2).length,
        questions: questions.filter(({ answers }) => answers > 0).length,
      });
    }
    return { shown, others: rounds.length - current.length };
  },
  view: ({ data: { shown, others }, today }) => (
    <>
      <PageHead heading="Start" lead="De enkäter som pågår, och det som väntar i dem." />
      {shown.length === 0 ? (
        <>
          <Paragraph>Ingen enkät pågår. En omgång är en enkät till dem som ska svara, med egna dagar.</Paragraph>
          <ButtonRow>
            <LinkButton href={roundLinks.setUp}>Lägg upp en omgång</LinkButton>
          </ButtonRow>
        </>
      ) : null}
      {shown.map((one) => (
        <section>
          <Heading level={2}>
            <Link href={roundLinks.round(one.round.id)}>{one.round.title}</Link>
          </Heading>
          <Paragraph>{daysWords(one.round, today)}</Paragraph>
          <TaskList label={`Det som väntar: ${one.round.title}`} tasks={tasksOf(one)} />
        </section>
      ))}
      {shown.length === 0 ? null : (
        <Paragraph>
          <Link href={roundsPath}>{others > 0 ? `Alla omgångar, ${others} till` : "Alla omgångar"}</Link>
        </Paragraph>
      )}
    </>
  ),
});

type Waiting = {
  readonly round: RoundLine;
  /** Deliveries that nobody has held against the rules, and those where something found is not followed up. */
  readonly unjudged: number;
  readonly toFollow: number;
  /** Open questions with answers whose coding is not done, of all that have answers. */
  readonly toCode: number;
  readonly questions: number;
};

/** "Pågår: 14 dagar kvar, till och med 2026-03-28." */
function daysWords(round: RoundLine, today: string): string {
  switch (phaseOn(today, round)) {
    case "inte öppnad":
      return `Öppnar ${round.opens_on}.`;
    case "pågår": {
      const left = daysBetween(today, round.last_day);
      return `Pågår: ${left === 0 ? "sista svarsdagen är i dag" : `${left === 1 ? "1 dag" : `${left} dagar`} kvar, till och med ${round.last_day}`}.`;
    }
    case "sena svar tas emot":
      return `Sista svarsdagen var ${round.last_day}. Sena svar tas emot till och med ${round.closes_on}.`;
    case "stängd":
      return `Stängd sedan ${round.closes_on}. Inget är publicerat.`;
  }
}

function tasksOf({ round, unjudged, toFollow, toCode, questions }: Waiting): readonly Task[] {
  const { id, delivered, units, refused, publications } = round;
  const toCheck = unjudged > 0 ? `${unjudged} att kontrollera` : toFollow > 0 ? `${toFollow} att följa upp` : "Inget väntar";
  return [
    {
      text: "Hur insamlingen går",
      href: fieldworkLinks.page(id),
      status: `${delivered} av ${units} har svarat`,
      tone: delivered === units ? "success" : "info",
    },
    {
      text: "Leveranser",
      href: deliveryLinks.round(id),
      status: toCheck,
      tone: unjudged + toFollow > 0 ? "warning" : "success",
      ...(refused > 0 ? { hint: refused === 1 ? "1 har avvisats" : `${refused} har avvisats` } : {}),
    },
    ...(questions === 0
      ? []
      : [
          {
            text: "Koda öppna svar",
            href: codingLinks.questions(id),
            status: toCode > 0 ? `${toCode} av ${questions} frågor att koda` : "Alla frågor är kodade",
            tone: toCode > 0 ? ("warning" as const) : ("success" as const),
          },
        ]),
    {
      text: "Resultat",
      href: resultsLinks.round(id),
      status: publications === 0 ? "Inget publicerat" : publications === 1 ? "1 publicering" : `${publications} publiceringar`,
      tone: publications > 0 ? "success" : "neutral",
    },
  ];
}
