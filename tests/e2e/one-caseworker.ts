import type { Browser } from "playwright-core";
import { addDemoStaff, startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import { launchBrowser } from "../support/browser.ts";
import { addMunicipality, createTestDatabase } from "../support/database.ts";

export type OneCaseworker = { readonly app: TestApp; readonly browser: Browser; readonly close: () => Promise<void> };

/** A municipality without cases, with one caseworker (Amina Lindqvist), served to a browser. */
export async function openOneCaseworker(): Promise<OneCaseworker> {
  const database = await createTestDatabase();
  const municipality = await addMunicipality(database, { code: "9999", name: "Ekdalen", isDemo: true });
  const unit = "Barn och familj";
  await addDemoStaff(database, municipality, { name: "Amina Lindqvist", title: "socialsekreterare", roles: ["caseworker"], unit });
  const app = await startTestApp(database);
  const browser = await launchBrowser();
  return {
    app,
    browser,
    async close() {
      await browser.close();
      await app.close();
      await database.drop();
    },
  };
}
