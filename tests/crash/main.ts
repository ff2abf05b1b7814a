// `npm run crash -- --rounds 20`: the crash drill as many times as one likes, with a table of what was seen.
import { parseArgs } from "node:util";
import { asText } from "../../bench/support/report.ts";
import { crash } from "./drill.ts";
import type { Round } from "./drill.ts";
import { DrillHouse } from "./house.ts";
import { deadlyWays, livingWays } from "./ways.ts";

const all = [...deadlyWays, ...livingWays];
const { values } = parseArgs({ options: { rounds: { type: "string", default: "20" }, way: { type: "string", multiple: true } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--rounds must be a whole number from 1.");
const ways = all.filter((way) => values.way?.includes(way) ?? true);
if (ways.length !== (values.way?.length ?? all.length)) throw new Error(`--way must be one of: ${all.join(", ")}.`);

const house = await DrillHouse.open();
const seen: Round[] = [];
try {
  for (const way of ways) {
    for (let round = 1; round <= rounds; round++) {
      const one = await crash(house, way, round);
      seen.push(one);
      console.log(
        `${way}, round ${round}: ${one.acknowledged} of ${one.sent} acknowledged, ${one.toldToTryAgain} told to try again, ${one.present} there, ` +
          `${one.pagesHit} of ${one.pages} pages hit, ready in ${one.secondsToReady.toFixed(1)} s, ${one.faults.length} faults`,
      );
      for (const fault of one.faults) console.log(`  ${fault}`);
    }
  }
} finally {
  await house.close();
}
const counted = ["sent", "acknowledged", "toldToTryAgain", "present", "resent", "pages", "pagesHit"] as const;
const rows = ways.map((way) => {
  const of = seen.filter((one) => one.way === way);
  const slowest = Math.max(...of.map((one) => one.secondsToReady)).toFixed(1);
  const counts = counted.map((what) => String(of.reduce((total, one) => total + one[what], 0)));
  return [way, String(of.length), ...counts, `${slowest} s`, String(of.reduce((total, one) => total + one.faults.length, 0))];
});
const columns = ["way", "rounds", "writes", "acknowledged", "told to try again", "there when back", "sent again", "pages", "pages hit", "slowest", "faults"]; // prettier-ignore
console.log(`\n${asText({ title: "The crash drill", columns, rows })}`);
process.exitCode = seen.some((one) => one.faults.length > 0) ? 1 : 0;
