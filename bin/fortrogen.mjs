#!/usr/bin/env node
// `npx fortrogen <command>`: the command line, under the Node that comes with the clone where the machine's own is too old.
import module from "node:module";
import { fileURLToPath } from "node:url";

const isNewEnough = Number(process.versions.node.split(".")[0]) >= 24;

if (isNewEnough) {
  // What is read and compiled once is kept: every later start is a third faster.
  module.enableCompileCache(fileURLToPath(new URL("../.build/compile-cache", import.meta.url)));
  await import("../src/app/cli/main.ts");
} else {
  const { become, findRuntime, root } = await import("../scripts/bootstrap.mjs");
  const runtime = findRuntime();
  if (runtime) become(runtime, [`${root}/bin/fortrogen.mjs`, ...process.argv.slice(2)]);
  else {
    console.error("Förtrogen är inte installerat i den här mappen.\nKör ”npm start” en gång, eller ”npm ci”, och försök igen.");
    process.exitCode = 1;
  }
}
