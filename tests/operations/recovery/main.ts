// `npm run drill:recovery`: point-in-time recovery with pgBackRest and failover to a standby, as docs/operations.md says, with the program at work.
//   --children 10000   how many children the made-up municipality has (1,000 unless told)
//   --strict           ends with 1 where it has to be skipped
import { rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { findPrograms, isInstalled, makeWorkFolder } from "./cluster.ts";
import { recover } from "./recover.ts";

const { values } = parseArgs({ options: { children: { type: "string", default: "1000" }, strict: { type: "boolean", default: false } } });
const children = Number(values.children);
if (!Number.isInteger(children) || children < 10) throw new Error("--children must be a whole number from 10.");

const programs = findPrograms();
if (!programs || !isInstalled("pgbackrest")) {
  console.log("SKIPPED: the recovery drill needs PostgreSQL 15 or later and pgBackRest (Debian: apt-get install postgresql pgbackrest).");
  process.exit(values.strict ? 1 : 0);
}
const work = makeWorkFolder();
try {
  const faults = await recover(work, programs, children, (text) => console.log(text));
  for (const fault of faults) console.log(`FAULT: ${fault}`);
  console.log(`\n${faults.length} faults`);
  process.exitCode = faults.length > 0 ? 1 : 0;
} finally {
  rmSync(work, { recursive: true, force: true });
}
