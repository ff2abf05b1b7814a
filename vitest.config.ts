import { defineConfig } from "vitest/config";

const databaseTests = "{src,demo,tests}/**/*.db.test.{ts,tsx}";
const endToEndTests = "tests/e2e/**/*.test.{ts,tsx}";
const crashTests = "tests/crash/**/*.test.ts";
const databaseSetup = "./tests/support/database.ts";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
  test: {
    // Two at a time: the machines that run this have two cores, and the database works beside.
    maxWorkers: 2,
    pool: "threads",
    setupFiles: ["./tests/support/properties.ts"],
    // A bound for what hangs, not a measure: on a busy machine everything takes many times as long.
    testTimeout: 120_000,
    hookTimeout: 180_000,
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
          fileParallelism: false,
          testTimeout: 300_000,
        },
      },
      // Servers of its own, which it kills.
      { extends: true, test: { name: "crash", include: [crashTests], fileParallelism: false } },
    ],
  },
});
