import { rmSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findPrograms, isInstalled, makeWorkFolder } from "../operations/recovery/cluster.ts";
import { recover } from "../operations/recovery/recover.ts";

const programs = findPrograms();
const isSkipped = programs === undefined || !isInstalled("pgbackrest");

describe("docs/operations.md, to a moment and a standby (skipped where PostgreSQL or pgBackRest is not installed)", () => {
  test.skipIf(isSkipped)(
    "as it stands there: back to the moment before an accident, and on with the standby; nothing acknowledged is lost",
    async () => {
      const work = makeWorkFolder();
      const said: string[] = [];
      try {
        expect(await recover(work, programs ?? "", 60, (text) => said.push(text))).toEqual([]);
        expect(said.join("\n")).toMatch(/Recovered to the moment before the accident in \d+\.\d min[^]*, 0 of them lost/u);
      } finally {
        rmSync(work, { recursive: true, force: true });
      }
    },
    20 * 60_000,
  );
});
