// `npm run conformance -- <folder>`: runs every case of a folder of reference results through the library.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { runFolder } from "./run.ts";

const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write("Usage: npm run conformance -- <folder laid out like reference-statistics>\n");
  process.exit(2);
}
try {
  readdirSync(join(folder, "results"));
} catch {
  process.stderr.write(`${folder} has no folder "results".\n`);
  process.exit(2);
}
const only = process.argv[3];
const summary = await runFolder(folder, (line) => process.stdout.write(`${line}\n`), only === undefined ? undefined : new RegExp(only));
process.stdout.write(`${summary.agree} agree, ${summary.differ} differ, ${summary.unsupported} unsupported\n`);
process.exitCode = summary.differ === 0 && summary.unsupported === 0 && summary.agree > 0 ? 0 : 1;
