import { join } from "node:path";
import { defineConfig } from "vitest/config";

const databaseTests = "{src,demo,tests}/**/*.db.test.{ts,tsx}";
const endToEndTests = "tests/e2e/**/*.test.{ts,tsx}";
const crashTests = "tests/crash/**/*.test.ts";
const databaseSetup = "./tests/support/database.ts";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "#jsx" } },
  test: {
    // Two files at a time, of any project: the machines that run this have two cores, and the database works beside. Vitest takes the
    // projects by name (crash, e2e, integration, unit): the longest files first, and short ones fill the cores at the end.
    maxWorkers: 2,
    pool: "threads",
    // A thread takes file after file of a kind and reads each module once: what a test changes in its process it puts back.
    isolate: false,
    // The programs that tests start keep what they have compiled, as `npx fortrogen` does.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, ".build", "compile-cache") },
    setupFiles: ["./tests/support/temporary.ts", "./tests/support/properties.ts"],
    // A bound for what hangs, not a measure: on a busy machine everything takes many times as long.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{src,demo,scripts,tests,packages,bench}/**/*.test.{ts,tsx}"],
          exclude: ["**/node_modules/**", databaseTests, endToEndTests, crashTests],
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: [databaseTests],
          globalSetup: databaseSetup,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: [endToEndTests],
          globalSetup: databaseSetup,
        },
      },
      // Servers of its own, which it kills.
      { extends: true, test: { name: "crash", include: [crashTests] } },
    ],
  },
});
