import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { listIds, listQuestionnaires } from "../find-questionnaire.ts";

/** What has gone out to be answered: for each form its versions, each with the fingerprint that answers are kept with. */
const published = JSON.parse(readFileSync(join(import.meta.dirname, "published.json"), "utf8")) as Readonly<
  Record<string, Readonly<Record<string, string>>>
>;

describe("the questionnaires that come with the program", async () => {
  const forms = await listQuestionnaires();

  test.each(forms)(
    "$id holds together under the name of its file, and says nothing else than when it was published",
    ({ id, version, fingerprint }) => {
      expect(published[id]?.[version], `version ${version} has changed: give it the next number, and add that to published.json`).toBe(
        fingerprint,
      );
    },
  );

  test("are those that have been published", async () => {
    expect(Object.keys(published).sort()).toEqual([...(await listIds())].sort());
    expect(forms.map(({ id }) => id)).toEqual(await listIds());
  });
});
