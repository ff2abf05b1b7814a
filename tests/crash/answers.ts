// The crash drill of those who answer a survey by link: struck in the middle, and then nothing acknowledged is lost, and everybody goes on by the same link.
import { filledPages, findLost } from "../../bench/support/asked-units.ts";
import { Respondent } from "../../bench/load/respondent.ts";
import type { FilledPage } from "../../bench/load/respondent.ts";
import type { DrillHouse } from "./house.ts";
import { deadlyWays, isDeadly, strike } from "./ways.ts";
import type { Way } from "./ways.ts";

/** The web alone, both, and PostgreSQL alone: then the web lives on, and whoever was told to try again does. */
export const answerWays = [...deadlyWays, "postgres killed"] as const satisfies readonly Way[];
type AnswerWay = (typeof answerWays)[number];

export type AnswerRound = {
  readonly way: AnswerWay;
  readonly acknowledged: number;
  /** Pages whose saving was cut off: nobody was told that they are there. */
  readonly cut: number;
  readonly lost: readonly string[];
  /** Whoever could not go on and sign afterwards. */
  readonly faults: readonly string[];
};

/** One round: every link is answered at once, without a pause; in the middle it is struck. */
export async function strikeAnswers(house: DrillHouse, way: AnswerWay, links: readonly string[]): Promise<AnswerRound> {
  await house.start(false);
  const { pid } = house.web;
  const pages = await filledPages();
  const people = links.map((link, place) => new Respondent(house.web.origin, link, `Svarande ${place} ${way}`));
  const strikeAfter = Math.round((people.length * pages.length) / 3);
  const ownerUrl = await house.ownerUrl();
  let struck: Promise<void> | undefined;
  let acknowledged = 0;
  const answered = () => {
    if (++acknowledged !== strikeAfter) return;
    struck = strike(way, 1, { dataFolder: house.dataFolder, ownerUrl, web: house.web, network: undefined, isFelt: () => true });
  };
  const answer = async (one: Respondent): Promise<void> => {
    await one.comeIn();
    for (const page of pages) {
      await (
        await one.open(page)
      )();
      answered();
    }
  };
  const cut = (await Promise.allSettled(people.map(answer))).filter(({ status }) => status === "rejected").length;
  await struck;
  for (const one of people) one.rest();
  if (isDeadly(way)) await house.startAnew();
  else if (!(await house.isBackByItself(pid))) throw new Error(`The service did not come back by itself.\n${house.web.output()}`);
  const saved = people.flatMap((one) => one.saved);
  const lost = await house.withOwner((client) => findLost(client, saved, []));
  const gone = await Promise.allSettled(people.map((one) => goOn(house, one, pages)));
  const after = await house.withOwner((client) =>
    findLost(
      client,
      people.flatMap((one) => one.saved),
      people.flatMap((one) => one.signed),
    ),
  );
  const faults = gone.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []));
  return { way, acknowledged: saved.length, cut, lost: [...lost, ...after], faults };
}

/** The same link again: what is not saved is saved, and everything is signed. */
async function goOn(house: DrillHouse, one: Respondent, pages: readonly FilledPage[]): Promise<void> {
  await one.comeIn(house.web.origin);
  for (const page of pages) {
    if (one.saved.some((saved) => saved.page === page.key)) continue;
    await (
      await one.open(page)
    )();
  }
  await one.sign();
  one.rest();
}
