// `npm run crash -- --rounds 20`: the crash drill as many times as one likes, with a table of what was seen.
import { parseArgs } from "node:util";
import { asText } from "../../bench/support/report.ts";
import { crash, openDrillHouse } from "./drill.ts";
import type { Round, Victim } from "./drill.ts";

const victims: readonly Victim[] = ["web", "web and postgres"];
const { values } = parseArgs({ options: { rounds: { type: "string", default: "20" } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--rounds must be a whole number from 1.");

const house = await openDrillHouse();
const seen: Round[] = [];
try {
  for (const victim of victims) {
    for (let round = 1; round <= rounds; round++) {
      const one = await crash(house, victim, round);
      seen.push(one);
      console.log(
        `${victim} killed, round ${round}: ${one.acknowledged} of ${one.sent} acknowledged, ${one.present} there, ${one.faults.length} faults`,
      );
      for (const fault of one.faults) console.log(`  ${fault}`);
    }
  }
} finally {
  await house.close();
}
const sum = (of: readonly Round[], what: "sent" | "acknowledged" | "present" | "resent") => of.reduce((total, one) => total + one[what], 0);
const faults = seen.reduce((total, one) => total + one.faults.length, 0);
const rows = victims.map((victim) => {
  const of = seen.filter((one) => one.victim === victim);
  const slowest = Math.max(...of.map((one) => one.secondsToAnswer)).toFixed(1);
  const counts = (["sent", "acknowledged", "present", "resent"] as const).map((what) => String(sum(of, what)));
  return [victim, String(of.length), ...counts, `${slowest} s`, String(of.reduce((total, one) => total + one.faults.length, 0))];
});
const columns = ["killed (kill -9)", "rounds", "writes", "acknowledged", "there after restart", "sent again", "slowest restart", "faults"];
console.log(`\n${asText({ title: "The crash drill", columns, rows })}`);
process.exitCode = faults > 0 ? 1 : 0;
