import { inMunicipality } from "../../src/platform/database/connect.ts";
import { csvForPrograms } from "../../src/platform/basics/csv-for-programs.ts";
import { newId } from "../../src/platform/basics/identifiers.ts";
import { storedTexts } from "../../src/survey/questionnaires/find-texts.ts";
import { textsOf } from "../../src/survey/questionnaires/texts.ts";
import { answerPath, digestOfToken, tokenFor } from "../../src/survey/rounds/link.ts";
import type { Questionnaire } from "../../src/survey/questionnaires/questionnaire.ts";
import type { PlainBrowser } from "./app.ts";
import { standingIn } from "./answered-form.ts";
import type { House } from "./casework.ts";
import { form2024 } from "./answered-form.ts";
import { testLinkKey } from "./link-key.ts";

type Agency = Pick<House, "municipalityId" | "database"> & { readonly staffId: string };
export const agencyOf = (house: House): Agency => ({ ...house, staffId: house.staff.agency.staffId });

export const roundDays = { opens_on: "2026-03-02", last_day: "2026-03-31", closes_on: "2026-04-14" } as const;

/** A round of the form of 2024, or of another, as rows, with units of these codes; gives the units' ids in the same order. */
export async function addRound(
  agency: Agency,
  codes: readonly string[],
  days: Readonly<Record<keyof typeof roundDays, string>> = roundDays,
  other?: Pick<Questionnaire, "id" | "version" | "fingerprint">,
) {
  const form = other ?? (await form2024());
  const now = new Date(`${days.opens_on}T07:00:00Z`);
  const { municipalityId, staffId, database } = agency;
  const row = { municipality_id: municipalityId, recorded_by: staffId, recorded_at: now };
  const roundId = newId(now);
  const units = codes.map((code) => ({ id: newId(now), round_id: roundId, code, name: `Enhet ${code}`, ...row }));
  await inMunicipality(database.app, municipalityId, async (tx) => {
    const about = { questionnaire: form.id, version: form.version, fingerprint: form.fingerprint };
    await tx
      .insertInto("survey.round")
      .values({ id: roundId, ...about, title: "Barns delaktighet, provomgång", contact: "Undersökningen, 010-000 00 00", ...days, ...row })
      .execute();
    for (let from = 0; from < units.length; from += 500)
      await tx
        .insertInto("survey.unit")
        .values(units.slice(from, from + 500))
        .execute();
  });
  return units.map(({ id }) => id);
}

/** Gives a unit its link of this number, which withdraws those before it; gives the link's address. */
export async function addLink({ municipalityId, staffId, database }: Agency, unitId: string, number = 1): Promise<string> {
  const token = tokenFor(testLinkKey, { municipalityId, unitId, number });
  await inMunicipality(database.app, municipalityId, (tx) =>
    tx
      .insertInto("survey.unit_link")
      .values({
        ...{ municipality_id: municipalityId, unit_id: unitId, number, digest: digestOfToken(token) },
        ...{ recorded_by: staffId, recorded_at: new Date("2026-03-02T07:00:00Z") },
      })
      .execute(),
  );
  return answerPath(token);
}

/** Opens a link and says who it is; gives the address where the unit's answers are. */
export async function comeIn(browser: PlainBrowser, link: string, name = "Ana Prov", title = "enhetschef"): Promise<string> {
  const response = await browser.post(link, { name, title });
  if (response.status !== 303) throw new Error(`The link did not let in: ${response.status}`);
  return response.headers.get("location") ?? "";
}

/** Sends the form of a page as it stands, or as it stood when it was `opened`, with what a person fills in. */
export async function sendPage(
  browser: PlainBrowser,
  path: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
  opened?: string,
) {
  const stands = standingIn(opened ?? (await (await browser.get(path)).text()));
  const response = await browser.post(path, { ...stands, ...fields });
  return { status: response.status, to: (response.headers.get("location") ?? "").split(/[?#]/u)[0] ?? "", text: await response.text() };
}

/** Translates the form of 2024 to a language for an agency: each text its key in the language's own brackets, but for those of the keys that are left out. */
export async function addTexts(agency: Agency, language: string, leftOut: readonly string[] = []): Promise<void> {
  const form = await form2024();
  const { municipalityId, staffId, database } = agency;
  const rows = [...textsOf(form)].map(([key, text]) => [key, text, leftOut.includes(key) ? "" : `«${language} ${key}»`]);
  const content = csvForPrograms([["key", form.language, language], ...rows]);
  const row = { municipality_id: municipalityId, recorded_by: staffId, recorded_at: new Date("2026-03-02T07:00:00Z") };
  await inMunicipality(database.app, municipalityId, async (tx) => {
    const last = await storedTexts(tx, municipalityId, form.id, form.version);
    await tx
      .insertInto("survey.questionnaire_texts")
      .values({ questionnaire: form.id, version: form.version, number: (last?.number ?? 0) + 1, content, ...row })
      .execute();
  });
}
