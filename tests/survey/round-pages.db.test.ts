import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { valueOf } from "../../src/platform/basics/result.ts";
import type { Parcel, Post } from "../../src/platform/core/post.ts";
import { inMunicipality } from "../../src/platform/database/connect.ts";
import { sendMessage } from "../../src/platform/messages/jobs/send.ts";
import { findQuestionnaire } from "../../src/survey/questionnaires/find-questionnaire.ts";
import { sheetsAsXlsx } from "../../src/platform/documents/sheets-xlsx.ts";
import { sendRounds } from "../../src/survey/rounds/jobs/send.ts";
import { answerPath, findUnitByToken } from "../../src/survey/rounds/link.ts";
import { openVisit, submit } from "../pages/casework-visit.ts";
import type { Visit } from "../pages/casework-visit.ts";
import { hiddenField, plain, PlainBrowser } from "../support/app.ts";
import { comeIn, sendPage } from "../support/asked-unit.ts";
import { testLinks } from "../support/link-key.ts";
import { openRound, letter } from "../support/rounds.ts";

// As a browser without JavaScript does it, at an agency.

let visit: Visit;
let browser: PlainBrowser;
const example = join(import.meta.dirname, "..", "..", "src", "survey", "questionnaires", "example", "fem-fragor.yaml");

beforeAll(async () => {
  visit = await openVisit("202100-0555");
  browser = await visit.signIn("agency");
});
afterAll(() => visit.close());

/** Fills in the form of a page with a file, and sends it. */
async function sendFile(
  path: string,
  field: string,
  content: string | Uint8Array<ArrayBuffer>,
  fields: Record<string, string> = {},
  name = "fil.csv",
): Promise<Response> {
  const html = await (await browser.get(path)).text();
  const form = html.slice(html.indexOf("<main"));
  const body = new FormData();
  for (const key of ["_csrf", "_key"]) body.append(key, hiddenField(form, key));
  for (const [key, value] of Object.entries(fields)) body.append(key, value);
  body.append(field, new Blob([content]), name);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const headers = { ...plain, origin: new URL(browser.base).origin, cookie };
  return fetch(new URL(path, browser.base), { method: "POST", redirect: "manual", body, headers });
}
const textOf = async (path: string) => (await (await browser.get(path)).text()).replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
const placeOf = (response: Response) => response.headers.get("location")?.split("?")[0] ?? `${response.status}`;

/** The five questions of the example, published by the agency. */
async function publishExample(): Promise<void> {
  const { house } = visit;
  const form = valueOf(await findQuestionnaire(example));
  const about = { municipality_id: house.municipalityId, questionnaire: form.id, version: form.version };
  const by = { content: await readFile(example, "utf8"), recorded_by: house.staff.agency.staffId, recorded_at: house.door.clock() };
  await inMunicipality(house.database.app, house.municipalityId, async (tx) => {
    await tx
      .insertInto("survey.questionnaire_draft")
      .values({ ...about, number: 1, ...by })
      .execute();
    await tx
      .insertInto("survey.questionnaire_version")
      .values({ ...about, draft: 1, fingerprint: form.fingerprint, ...by })
      .execute();
  });
}

/** Works at what is planned; gives what left the house. */
async function work(): Promise<readonly Parcel[]> {
  const { house } = visit;
  const parcels: Parcel[] = [];
  const carry = (parcel: Parcel) => {
    parcels.push(parcel);
    return Promise.resolve({ outcome: "skickat", fault: null } as const);
  };
  const carrier = { isIdempotent: true, carry };
  const post: Post = { carriers: { "e-post": carrier }, outbox: carrier, phone: null };
  const runCommand = () => Promise.resolve({ code: 0, output: "" });
  const given = { db: house.database.app, clock: house.door.clock, signal: new AbortController().signal, log: () => undefined };
  const context = { ...given, runCommand, heads: null, post, links: testLinks };
  await sendRounds.run({}, context);
  const { rows } = await sql<{ id: string }>`select id from messages.standing where municipality_id = ${house.municipalityId}
    and state = 'väntar' order by id`.execute(house.database.owner);
  for (const { id } of rows) await sendMessage.run({ municipalityId: house.municipalityId, messageId: id }, context);
  return parcels;
}

describe("a rapid question (G109)", () => {
  test("of five questions is set up and sent to all 303 in one go, through four pages", async () => {
    await publishExample();
    expect(await textOf("/omgangar")).toContain("Det finns ingen omgång än.");
    const setUp = await submit(browser, "/omgangar/ny", {
      ...{ questionnaire: "fem-fragor", title: "Fem frågor i mars", opensOn: "2026-03-02", lastDay: "2026-03-13", closesOn: "2026-03-20" },
      ...{ contact: "Kim Test, kim@example.se", frame: "de 303 kommunerna och stadsdelarna" },
    });
    const page = placeOf(setUp);
    expect(page).toMatch(/^\/omgangar\/[0-9a-f-]{36}$/);
    expect(await textOf(page)).toContain("0 av 303 har svarat");
    expect(await textOf(page)).toContain("303 enheter som inte har svarat saknar adress");
    const { rows } = await sql<{ code: string }>`select code from survey.unit where round_id = ${page.split("/")[2] ?? ""}::uuid`.execute(
      visit.house.database.owner,
    );
    const list = ["kommun;namn;e-post", ...rows.map(({ code }) => `${code};Registrator;registrator@${code}.example.se`)].join("\r\n");
    expect(placeOf(await sendFile(`${page}/kontakter`, "contacts", list))).toBe(page);
    expect(placeOf(await submit(browser, `${page}/utskick`, { kind: "inbjudan", sendOn: "2026-03-02", ...letter("inbjudan") }))).toBe(page);
    const parcels = await work();
    expect(parcels).toHaveLength(303);
    expect(new Set(parcels.map(({ to }) => to)).size).toBe(303);
    const [first] = parcels;
    expect(first?.subject).toMatch(/^Fem frågor i mars: enkät till \S/);
    const token = /svara\/([\w-]{43})\n/.exec(first?.text ?? "")?.[1] ?? "";
    expect(await findUnitByToken(visit.house.database.app, token)).toMatchObject({ municipalityId: visit.house.municipalityId });
    expect(await textOf(`${page}?lage=inbjuden&namn=vallentuna`)).toContain("Enheter, 1 av 303");
    expect(await textOf(page)).toContain("Inbjuden: 303");
    // What is answered on one page opens the next, or shuts it.
    const unit = new PlainBrowser(browser.base);
    const at = await comeIn(unit, answerPath(token));
    for (const [q1, next] of [
      ["Ja", "stodet"],
      ["Nej", "till-sist"],
      ["Ja", "stodet"],
    ] as const)
      expect(await sendPage(unit, `${at}/sida/om-er`, { q1, _next: "ja" })).toMatchObject({ status: 303, to: `${at}/sida/${next}` });
  });
});

describe("a questionnaire out of an XLSForm", () => {
  const from = { from: "fil", title: "" };
  const upload = (form: string, content: Uint8Array<ArrayBuffer>, name = "prov.xlsx") =>
    sendFile("/formular/egna/nytt", "file", content, { ...from, form }, name);
  const workbook = async (...rows: readonly (readonly string[])[]) =>
    new Uint8Array(
      await sheetsAsXlsx([
        { name: "survey", rows: [["type", "name", "label::Svenska (sv)", "required", "relevant", "constraint", "appearance"], ...rows] },
        {
          name: "choices",
          rows: [
            ["list_name", "name", "label::Svenska (sv)"],
            ["jn", "ja", "Ja"],
            ["jn", "nej", "Nej"],
          ],
        },
        {
          name: "settings",
          rows: [
            ["form_title", "form_id", "default_language"],
            ["Provet", "provet", "Svenska (sv)"],
          ],
        },
      ]),
    );
  const refused = async (answer: Response) => {
    expect(answer.status).toBe(422);
    return ((await answer.text()).split('id="field-file-error"')[1] ?? "").split("<input")[0]?.replaceAll(/<[^>]+>/g, " ") ?? "";
  };

  test("with groups, lists, conditions and limits, as pyxform takes them, becomes a draft to go on with", async () => {
    const made = await upload(
      "fran-odk",
      await workbook(
        ["start", "start", "", "", "", "", ""],
        ["begin_group", "om", "Om er", "", "", "", ""],
        ["select_one jn", "finns", "Finns ett råd?", "yes", "", "", ""],
        ["integer", "antal", "Hur många sitter i det?", "", "${finns} = 'ja'", ". >= 1 and . <= 50", ""],
        ["select_multiple jn", "vad", "Vad gäller?", "", "", "count-selected(.) <= 1", ""],
        ["end_group", "", "", "", "", "", ""],
        ["text", "mer", "Något mer?", "", "selected(${vad}, 'nej')", "", "multiline"],
      ),
    );
    expect(placeOf(made)).toBe("/formular/egna/fran-odk");
    const page = await textOf("/formular/egna/fran-odk");
    for (const words of ["Provet", "Om er", "Finns ett råd?", "Hur många sitter i det?", "Något mer?"]) expect(page).toContain(words);
    expect(page).not.toMatch(/fel att rätta/u);
  });

  test("that has no counterpart here is refused, every row of it at the field, and nothing is begun", async () => {
    const words = await refused(
      await upload(
        "felaktig",
        await workbook(
          ["geopoint", "plats", "Var?", "", "", "", ""],
          ["text", "bra", "Bra?", "", "", "", ""],
          ["select_one saknas", "val", "Vilken?", "", "", "", ""],
          ["text", "vem", "Vem?", "", "${bra} div 2 = 1", "", ""],
        ),
      ),
    );
    for (const row of [/Bladet survey, rad 2: .*geopoint/su, /rad 4: Listan ”saknas”/u, /rad 5: Villkoret/u]) expect(words).toMatch(row);
    expect(words).not.toMatch(/rad 3|form\.xlsx/u);
    expect((await browser.get("/formular/egna/felaktig")).status).toBe(404);
  });

  test("that is no workbook, a bomb or too large is refused in words", async () => {
    const text = new TextEncoder().encode("inget blad");
    expect(await refused(await upload("x-1", text))).toContain("ingen Excel-arbetsbok");
    expect(await refused(await upload("x-1", text, "prov.ods"))).toContain("Filen ska vara .xlsx, .yaml eller .yml.");
    expect(await refused(await upload("x-1", new Uint8Array([0xff, 0xfe, 0x00]), "prov.yaml"))).toContain("inte text i UTF-8");
    const bomb = new ZipFile();
    bomb.addBuffer(Buffer.from("<workbook/>"), "xl/workbook.xml");
    bomb.addBuffer(Buffer.alloc(70 * 1024 ** 2), "xl/worksheets/sheet1.xml");
    bomb.end();
    expect(await refused(await upload("x-1", new Uint8Array(await buffer(bomb.outputStream))))).toContain("större än 64 MB");
    // More than a form may be, and more than the page takes at all.
    expect(await refused(await upload("x-1", new Uint8Array(5.5 * 1024 ** 2)))).toContain("Filen är större än 5 MB.");
    const largest = await upload("x-1", new Uint8Array(10 * 1024 ** 2));
    expect([largest.status, (await largest.text()).includes("Högst 6 MB tas emot")]).toEqual([413, true]);
    expect((await browser.get("/formular/egna/x-1")).status).toBe(404);
  });
});

describe("the pages of a round", () => {
  test("show fifty units at a time, and what is chosen of them", async () => {
    const { roundId } = await openRound(visit.house, { size: 120 });
    const html = await (await browser.get(`/omgangar/${roundId}?sida=3`)).text();
    expect(html.match(/enheter\/[0-9a-f-]{36}"/g)).toHaveLength(20);
    expect(Buffer.byteLength(html)).toBeLessThan(60_000);
    expect(await textOf(`/omgangar/${roundId}?lage=utan%20adress`)).toContain("Ingen enhet passar.");
    expect(await textOf(`/omgangar/${roundId}?sida=-1e9&lage=%3Cscript%3E`)).toContain("Ingen enhet passar.");
  });

  test("take a frame and a list as a spreadsheet of Windows writes them, and tell every fault with its row", async () => {
    const fields = {
      ...{ questionnaire: "delaktighet-2024", title: "Egen ram", opensOn: "2026-03-02", lastDay: "2026-04-13", closesOn: "2026-04-20" },
      ...{ contact: "Kim", frame: "en egen ram" },
    };
    const faulty = await sendFile("/omgangar/ny", "frameFile", "kommun;namn;storlek\n0114;;stor\n0114;Väsby;50000\n", fields);
    expect(faulty.status).toBe(422);
    const said = await faulty.text();
    // All of them in the summary and at the field.
    const atField = said.split('id="field-frameFile-error"')[1]?.split("</ul>")[0] ?? "";
    for (const words of ["rad 2, kolumn storlek", "rad 3, kolumn kommun", "har inget namn"]) expect(atField).toContain(words);
    for (const words of ["Ramen rad 2, kolumn storlek", "Ramen rad 3, kolumn kommun", "har inget namn"]) expect(said).toContain(words);
    expect(said).toContain('value="Egen ram"');
    const windows = Buffer.from("kommun;namn;storlek\n0116;Österåker;49787\n", "latin1");
    const page = placeOf(await sendFile("/omgangar/ny", "frameFile", new Uint8Array(windows), fields));
    expect(await textOf(page)).toContain("Österåker (0116)");
    const list = await sendFile(`${page}/kontakter`, "contacts", "kommun;e-post\n0116;a@b.se\nBcc: x@example.se\n");
    expect(await list.text()).toContain("Listan rad 3");
  });

  test("are a help desk: address, link, time and notes, each with who and when", async () => {
    const { roundId, units } = await openRound(visit.house, { addresses: false });
    const unit = `/omgangar/${roundId}/enheter/${units.get("0114") ?? ""}`;
    expect(await (await submit(browser, `${unit}/lank`, { which: "en ny länk" })).text()).toContain("Enheten har ingen adress.");
    expect((await submit(browser, `${unit}/kontakt`, { email: "a@b.se\r\nBcc: x@example.se", contactName: "A" })).status).toBe(422);
    expect(placeOf(await submit(browser, `${unit}/kontakt`, { email: "vasby@example.se", contactName: "Ann <Ek>" }))).toBe(unit);
    expect(placeOf(await submit(browser, `${unit}/lank`, { which: "en ny länk" }))).toBe(unit);
    expect(placeOf(await submit(browser, `${unit}/mer-tid`, { lastDay: "2026-05-20", reason: "Ny chef" }))).toBe(unit);
    expect(placeOf(await submit(browser, `${unit}/anteckning`, { onDay: "2026-03-02", way: "telefon", words: "Ringer åter." }))).toBe(unit);
    const shown = await textOf(unit);
    for (const words of [
      "vasby@example.se",
      "Ann &lt;Ek&gt;",
      "Ny länk, den gamla gäller inte längre",
      "Mer tid, till 2026-05-20",
      "Ringer åter.",
    ])
      expect(shown).toContain(words);
    const [parcel] = await work();
    expect(parcel?.to).toBe("vasby@example.se");
    expect(shown).not.toContain(/svara\/([\w-]{43})/.exec(parcel?.text ?? "")?.[1] ?? "never");
    expect(await textOf(unit)).toContain("Skickat");
  });

  test("plan and call off a reminder", async () => {
    const { roundId } = await openRound(visit.house);
    const page = `/omgangar/${roundId}`;
    expect(placeOf(await submit(browser, `${page}/utskick`, { kind: "påminnelse", sendOn: "2026-03-20", ...letter("påminnelse") }))).toBe(
      page,
    );
    const html = await (await browser.get(page)).text();
    expect(html).toContain("3 ska få det");
    const callOff = /action="([^"]+stall-in)"/.exec(html)?.[1] ?? "";
    const main = html.slice(html.indexOf("stall-in"));
    const posted = await browser.post(callOff, { _csrf: hiddenField(main, "_csrf"), _key: hiddenField(main, "_key") });
    expect(placeOf(posted)).toBe(page);
    expect(await textOf(page)).toContain("Inställt");
  });

  test("are shown to nobody else at the agency, and lead to nothing of casework", async () => {
    const { roundId } = await openRound(visit.house);
    const operator = await visit.signIn("operator");
    expect((await operator.get(`/omgangar/${roundId}`)).status).toBe(403);
    const menu = /<nav class="f-nav"[\s\S]*?<\/nav>/.exec(await (await browser.get("/omgangar")).text())?.[0] ?? "";
    for (const words of ["Ärenden", "Rutiner", "Enkäter", "Uttag"]) expect(menu).not.toContain(`>${words}<`);
    expect(menu).toContain("Omgångar");
  });
});
