// `npm run explore`: the property tests with random cases that no run has tried before, round after round, until one falls.
//   npm run explore                                  20 rounds of every unit test
//   npm run explore -- --rounds 100 packages/statistics   more rounds, of the tests whose path holds that text
//   npm run explore -- --seed 12345 awkward          one round with the seed that a round before named
// Ends with 1 when a property falls, and says with which seed. A counter-example that is found becomes a case of its own in a test.
import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { delimiter, join } from "node:path";
import { parseArgs } from "node:util";
import { ensureInstalled, root } from "./bootstrap.mjs";

const usage = "Användning: npm run explore -- [--rounds N] [--seed N] [--project unit|integration] [del av en sökväg …]";

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { rounds: { type: "string" }, seed: { type: "string" }, project: { type: "string", default: "unit" } },
    });
    const rounds = Number(values.rounds ?? (values.seed === undefined ? 20 : 1));
    const seed = values.seed === undefined ? undefined : Number(values.seed);
    if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds är ${values.rounds}; ange ett heltal från 1.`);
    if (seed !== undefined && !Number.isInteger(seed)) throw new Error(`--seed är ${values.seed}; ange ett heltal.`);
    if (!["unit", "integration"].includes(values.project)) throw new Error(`--project är ${values.project}; ange unit eller integration.`);
    return { rounds, seed, project: values.project, paths: positionals };
  } catch (cause) {
    console.error(`${cause.message}\n${usage}`);
    process.exit(2);
  }
}

const { rounds, seed: first, project, paths } = readOptions();
const runtime = ensureInstalled();
process.chdir(root);
for (let round = 1; round <= rounds; round += 1) {
  const seed = (first ?? randomInt(2 ** 31)) + round - 1;
  console.log(`\nOmgång ${round} av ${rounds}, frö ${seed}`);
  const { status } = spawnSync(runtime, ["node_modules/vitest/vitest.mjs", "run", "--project", project, "--reporter=dot", ...paths], {
    stdio: "inherit",
    env: {
      ...process.env,
      PATH: [join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter),
      NODE_ENV: "test",
      ...(process.stdout.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" }),
      PROPERTY_SEED: String(seed),
    },
  });
  if (status !== 0) {
    const again = ["npm run explore --", `--seed ${seed}`, ...(project === "unit" ? [] : [`--project ${project}`]), ...paths];
    console.error(`\nOmgång ${round} föll. Samma omgång igen: ${again.join(" ")}`);
    process.exit(1);
  }
}
console.log(`\n${rounds} omgångar utan fel.`);
