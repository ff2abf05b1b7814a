// `npm run crash -- --rounds 20`: the crash drill as many times as one likes, with a table of what was seen.
import { parseArgs } from "node:util";
import { crash, openDrillHouse } from "./drill.ts";
import type { Round, Victim } from "./drill.ts";

const names: Readonly<Record<Victim, string>> = { web: "webben", "web and postgres": "webben och PostgreSQL" };

const { values } = parseArgs({ options: { rounds: { type: "string", default: "20" } } });
const rounds = Number(values.rounds);
const house = await openDrillHouse();
const seen: Round[] = [];
console.log("Dödas (kill -9)         omgång  skickade  besvarade  i databasen  skickade igen  redan gjorda  åter igång  fel");
try {
  for (const victim of ["web", "web and postgres"] as const) {
    for (let round = 1; round <= rounds; round++) {
      const one = await crash(house, victim, round);
      seen.push(one);
      const cells = [
        String(round).padStart(6),
        String(one.sent).padStart(8),
        String(one.acknowledged).padStart(9),
        String(one.present).padStart(11),
        String(one.resent).padStart(13),
      ];
      console.log(
        [
          names[victim].padEnd(22),
          ...cells,
          String(one.alreadyDone).padStart(12),
          `${one.secondsToAnswer.toFixed(1)} s`.padStart(10),
          String(one.faults.length).padStart(3),
        ].join("  "),
      );
      for (const fault of one.faults) console.log(`  ${fault}`);
    }
  }
} finally {
  await house.close();
}
const faults = seen.reduce((sum, one) => sum + one.faults.length, 0);
const sum = (what: "sent" | "acknowledged") => seen.reduce((total, one) => total + one[what], 0);
console.log(`${seen.length} omgångar, ${sum("sent")} skrivningar, ${sum("acknowledged")} besvarade före kraschen, ${faults} fel.`);
process.exitCode = faults > 0 ? 1 : 0;
