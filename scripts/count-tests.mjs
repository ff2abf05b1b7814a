// A reporter for Vitest: writes how many tests of each project passed and failed, which were skipped, and how long their files took,
// to .build/test/counts.json; `npm test` makes its table of it.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const file = join(import.meta.dirname, "..", ".build", "test", "counts.json");

export default class CountTests {
  onTestRunEnd(modules) {
    const counts = {};
    for (const module of modules) {
      const count = (counts[module.project.name] ??= { passed: 0, failed: 0, skipped: [], seconds: 0 });
      const tests = [...module.children.allTests()];
      const states = tests.map((test) => test.result().state);
      const failed = states.filter((state) => state === "failed").length;
      count.passed += states.filter((state) => state === "passed").length;
      // A file that broke outside its tests has no failed test, and is no success.
      count.failed += failed === 0 && module.state() === "failed" ? 1 : failed;
      count.skipped.push(...tests.filter((_, i) => states[i] !== "passed" && states[i] !== "failed").map((test) => test.fullName));
      count.seconds += spent(module.diagnostic()) / 1000;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(counts));
  }
}

function spent({ environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration }) {
  return environmentSetupDuration + prepareDuration + collectDuration + setupDuration + duration;
}
