// The respondents, in a process of their own: `node respondents.ts plan.json` prints AnswerFigures. They come one after the other over a time, and each
// goes on as people do, with a pause between what they get and what they ask for.
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { spreadOf } from "./plan.ts";
import { answerKinds, Respondent } from "./respondent.ts";
import type { Acknowledged, AnswerKind, FilledPage } from "./respondent.ts";

export type AnswerPlan = {
  readonly origin: string;
  /** One for each respondent. */
  readonly links: readonly string[];
  readonly pages: readonly FilledPage[];
  /** How many of the pages each answers, another place to begin for each; all of them are signed afterwards. */
  readonly pagesEach: number;
  /** Over so many seconds the respondents come, at an even rate. */
  readonly rampSeconds: number;
  /** Mean pause of a respondent, in milliseconds; each is between half and one and a half of it. */
  readonly thinkMilliseconds: number;
};

export type AnswerFigures = {
  readonly seconds: number;
  readonly requests: number;
  readonly errors: number;
  readonly firstErrors: readonly string[];
  /** Most who had come and were not done, at one time. */
  readonly atOnce: number;
  readonly kinds: readonly { readonly kind: AnswerKind; readonly count: number; readonly p50: number; readonly p95: number; readonly p99: number; readonly most: number; readonly kilobytes: number }[];
  readonly saved: readonly Acknowledged[];
  readonly signed: readonly string[];
  readonly generatorCores: number;
}; // prettier-ignore

/** Runs the plan to its end. */
async function run(plan: AnswerPlan): Promise<AnswerFigures> {
  const seen = new Map(answerKinds.map((kind) => [kind, { milliseconds: [] as number[], bytes: 0 }]));
  const errors: string[] = [];
  const people: Respondent[] = [];
  const now = { here: 0, most: 0 };
  const started = performance.now();
  const processor = process.cpuUsage();
  const answer = async (link: string, place: number): Promise<void> => {
    await pause((1000 * plan.rampSeconds * place) / plan.links.length);
    now.most = Math.max(now.most, ++now.here);
    const one = new Respondent(plan.origin, link, `Svarande ${place}`, (kind, { milliseconds, bytes }) => {
      const kept = seen.get(kind);
      kept?.milliseconds.push(milliseconds);
      if (kept) kept.bytes += bytes;
    });
    people.push(one);
    try {
      await one.comeIn();
      for (let n = 0; n < plan.pagesEach; n++) {
        const page = plan.pages[(place * (plan.pagesEach === plan.pages.length ? 0 : 1) + n) % plan.pages.length];
        if (!page) continue;
        await think(one, plan);
        const save = await one.open(page);
        await think(one, plan);
        await save();
      }
      await think(one, plan);
      await one.sign();
    } catch (cause) {
      errors.push(cause instanceof Error ? cause.message : String(cause));
    } finally {
      one.rest();
      now.here--;
    }
  };
  await Promise.all(plan.links.map(answer));
  const seconds = (performance.now() - started) / 1000;
  const used = process.cpuUsage(processor);
  const kinds = [...seen].map(([kind, { milliseconds, bytes }]) => ({
    kind,
    ...spreadOf(milliseconds, bytes),
  }));
  return {
    seconds,
    requests: kinds.reduce((sum, { count }) => sum + count, 0),
    errors: errors.length,
    firstErrors: errors.slice(0, 5),
    atOnce: now.most,
    kinds,
    saved: people.flatMap(({ saved }) => saved),
    signed: people.flatMap(({ signed }) => signed),
    generatorCores: (used.user + used.system) / 1e6 / seconds,
  };
}

async function think(one: Respondent, { thinkMilliseconds }: AnswerPlan): Promise<void> {
  if (thinkMilliseconds === 0) return;
  if (thinkMilliseconds > 2000) one.rest();
  await pause(thinkMilliseconds * (0.5 + Math.random()));
}

const plan = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as AnswerPlan;
process.stdout.write(JSON.stringify(await run(plan)));
