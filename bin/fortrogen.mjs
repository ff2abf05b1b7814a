#!/usr/bin/env node
// `npx fortrogen <command>`: the command line, under the Node that comes with the clone where the machine's own is too old.
const isNewEnough = Number(process.versions.node.split(".")[0]) >= 24;

if (isNewEnough) {
  await import("../src/cli/main.ts");
} else {
  const { become, findRuntime, root } = await import("../scripts/bootstrap.mjs");
  const runtime = findRuntime();
  if (runtime) become(runtime, [`${root}/src/cli/main.ts`, ...process.argv.slice(2)]);
  else {
    console.error("Förtrogen är inte installerat i den här mappen.\nKör ”npm start” en gång, eller ”npm ci”, och försök igen.");
    process.exitCode = 1;
  }
}
