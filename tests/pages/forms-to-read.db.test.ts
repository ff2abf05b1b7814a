import { afterAll, beforeAll, expect, test } from "vitest";
import { openVisit } from "./casework-visit.ts";
import type { Visit } from "./casework-visit.ts";

let visit: Visit;
beforeAll(async () => {
  visit = await openVisit();
});
afterAll(() => visit.close());

test("an analyst reads a form page by page, each page under 60 kB, and takes it home", async () => {
  const analyst = await visit.signIn("analyst");
  for (let page = 1; page <= 14; page++) {
    const html = await (await analyst.get(`/formular/delaktighet-2024/sida/${page}`)).text();
    expect(html).toContain(`Sida ${page} av 14`);
    expect(Buffer.byteLength(html)).toBeLessThan(60_000);
  }
  const fifth = await (await analyst.get("/formular/delaktighet-2024/sida/5")).text();
  expect(fifth).toContain("Visas om svaret på fråga 4c för ”Barn som har haft enskilda samtal/möten med handläggare” är");
  expect(fifth).toContain("Återställt (raderna): raderna i 17b.");
  const codebook = await (await analyst.get("/formular/delaktighet-2024/kodbok.csv")).text();
  expect(codebook.split("\r\n")[0]).toBe("column,question,row,type,alternatives");
  const ddi = await analyst.get("/formular/delaktighet-2024/kodbok.xml");
  expect([ddi.status, ddi.headers.get("content-disposition")]).toEqual([200, expect.stringContaining("delaktighet-2024-kodbok.xml")]);
});

test.each(["saknas", "..%2F..%2Fpublished", "%2Fetc%2Fpasswd", "delaktighet-2024.yaml", "%3Cb%3E", "constructor"])(
  "a name that is no form's is not found, and no file is looked for: %s",
  async (name) => {
    const analyst = await visit.signIn("analyst");
    for (const path of [
      `/formular/${name}`,
      `/formular/${name}/sida/1`,
      `/formular/${name}/kodbok.csv`,
      `/formular/${name}/lasversion.pdf`,
    ]) {
      expect([path, (await analyst.get(path)).status]).toEqual([path, 404]);
    }
  },
);

test.each(["0", "15", "-1", "1e1", "x", "99999999999"])("a page that the form has not is not found: %s", async (page) => {
  expect((await (await visit.signIn("analyst")).get(`/formular/delaktighet-2024/sida/${page}`)).status).toBe(404);
});

test("it is an analyst's page", async () => {
  expect((await (await visit.signIn("caseworker")).get("/formular/delaktighet-2024")).status).toBe(403);
});
