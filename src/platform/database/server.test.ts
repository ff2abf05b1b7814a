import { describe, expect, it } from "vitest";
import { valueOf } from "../basics/result.ts";
import { actAsApp, resolveServer } from "./server.ts";

describe("the server that the environment names", () => {
  it("is DATABASE_URL, acting as the program's role", async () => {
    const server = valueOf(await resolveServer({ DATABASE_URL: "postgres://a:b@host/db?sslmode=require" }));
    expect(server).toMatchObject({ isEmbedded: false, ownerUrl: "postgres://a:b@host/db?sslmode=require" });
    const app = new URL(server.appUrl);
    expect(app.searchParams.get("options")).toBe("-c role=fortrogen_app");
    expect(app.searchParams.get("sslmode")).toBe("require");
  });

  it("has a sign-in of its own for the program where DATABASE_APP_URL says so", async () => {
    const server = valueOf(await resolveServer({ DATABASE_URL: "postgres://a@host/db", DATABASE_APP_URL: "postgres://app@host/db" }));
    expect(server.appUrl).toBe("postgres://app@host/db");
  });

  it("keeps options that the address has already", () => {
    const app = new URL(actAsApp("postgres://a@host/db?options=-c%20work_mem%3D64MB"));
    expect(app.searchParams.get("options")).toBe("-c work_mem=64MB -c role=fortrogen_app");
  });

  it.each([
    ["DATABASE_URL", { DATABASE_URL: "mysql://a@host/db" }],
    ["DATABASE_URL", { DATABASE_URL: "host=db" }],
    ["DATABASE_APP_URL", { DATABASE_URL: "postgres://a@host/db", DATABASE_APP_URL: "nonsense" }],
  ])("refuses a faulty %s and names it", async (name, env) => {
    const refused = await resolveServer(env);
    expect(refused).toMatchObject({ ok: false, error: { code: "database-url-invalid", message: expect.stringContaining(name) as string } });
  });
});
