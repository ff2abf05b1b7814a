import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

/** What others take the program by: containers, catalogues of public software, editors. No Docker is needed: what is held is what they say. */
const root = join(import.meta.dirname, "..", "..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const operations = read("docs/operations.md");

const service = z.object({
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  init: z.boolean().optional(),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
});
const compose = z
  .object({ services: z.object({ database: service, migrate: service, web: service }), volumes: z.record(z.string(), z.null()) })
  .parse(parse(read("compose.yml")));
const { database, migrate, web } = compose.services;

describe("the image", () => {
  const lines = read("Dockerfile")
    .replaceAll("\\\n", " ")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const argumentsOf = (word: string) => lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));

  it("runs as an ordinary user from the line that says so to the end", () => {
    expect(argumentsOf("USER")).toEqual(["node"]);
    expect(lines.slice(lines.indexOf("USER node")).filter((line) => line.startsWith("RUN"))).toEqual([]);
  });

  it("copies what is there, and everything that the program imports", () => {
    const copied = argumentsOf("COPY").flatMap((line) => line.split(" ").slice(0, -1));
    for (const path of copied) expect(existsSync(join(root, path)), path).toBe(true);
    expect(copied).toEqual(expect.arrayContaining(["package.json", "package-lock.json", "packages", "bin", "src", "demo", "scripts"]));
    const allowed = read(".dockerignore")
      .split("\n")
      .filter((line) => line.startsWith("!"))
      .map((line) => line.slice(1));
    expect([...new Set(copied)].sort()).toEqual([...allowed].sort());
  });

  it("has the Node of the clone, and starts the program that docs/operations.md names", () => {
    expect(argumentsOf("FROM")).toEqual([`node:${read(".nvmrc").trim()}-bookworm-slim`]);
    const entry = z.array(z.string()).parse(JSON.parse(argumentsOf("ENTRYPOINT")[0] ?? ""));
    expect(entry[0]).toBe("node");
    expect(z.object({ bin: z.object({ fortrogen: z.string() }) }).parse(JSON.parse(read("package.json"))).bin.fortrogen).toBe(entry[1]);
    expect(argumentsOf("CMD").at(-1)).toBe('["serve"]');
  });
});

describe("compose.yml", () => {
  it("runs the commands of docs/operations.md, each with the sign-in that stands there", () => {
    for (const [one, name] of [
      [migrate, "DATABASE_URL"],
      [web, "DATABASE_APP_URL"],
    ] as const) {
      const role = name === "DATABASE_URL" ? "fortrogen_owner" : "fortrogen_app";
      expect(operations).toMatch(new RegExp(`${name}=postgres://${role}:\\S+ npx fortrogen ${one.command?.join(" ")}\n`, "u"));
      expect(one.environment[name]).toMatch(new RegExp(`^postgres://${role}:`, "u"));
    }
  });

  it("keeps the owner's secret from the web", () => {
    expect(Object.keys(web.environment)).not.toContain("DATABASE_URL");
    expect(JSON.stringify(web)).not.toMatch(/OWNER_PASSWORD|ADMIN_PASSWORD|fortrogen_owner/u);
    expect(JSON.stringify(migrate)).not.toMatch(/APP_PASSWORD|ADMIN_PASSWORD/u);
  });

  it("gives the web no more than it needs, shows it to the machine alone, and the database to nobody", () => {
    expect(web).toMatchObject({ init: true, read_only: true, cap_drop: ["ALL"], security_opt: ["no-new-privileges:true"] });
    expect(web.ports).toEqual(["127.0.0.1:3000:3000"]);
    expect([...database.ports, ...migrate.ports]).toEqual([]);
  });

  it("sets nothing that docs/operations.md does not describe, and asks for every password", () => {
    for (const name of [...Object.keys(web.environment), ...Object.keys(migrate.environment)]) expect(operations).toContain(`\`${name}\``);
    for (const name of ["ADMIN_PASSWORD", "OWNER_PASSWORD", "APP_PASSWORD", "BASE_URL"]) {
      expect(read("compose.yml")).toContain(`\${${name}:?`);
      expect(operations).toContain(name);
    }
  });

  it("makes the roles of docs/operations.md, and mounts files and volumes that are there", () => {
    const statements = (text: string) =>
      text
        .split("\n")
        .filter((line) => /^(?:CREATE (?:ROLE|DATABASE)|GRANT) .*fortrogen/u.test(line))
        .map((line) => line.replace(/PASSWORD .*;/u, "PASSWORD …;"));
    const block = /```sql\n(CREATE ROLE fortrogen_owner[\s\S]*?)```/u.exec(operations)?.[1] ?? "";
    expect(statements(read("deploy/roles.sh"))).toEqual(statements(block));
    expect(statements(block)).toHaveLength(5);
    expect(statSync(join(root, "deploy/roles.sh")).mode & 0o111).not.toBe(0);
    for (const [from = ""] of [database, web].flatMap(({ volumes }) => volumes.map((one) => one.split(":")))) {
      expect([from, from.startsWith("./") ? existsSync(join(root, from)) : from in compose.volumes]).toEqual([from, true]);
    }
  });
});

describe("publiccode.yml", () => {
  const words = (most: number, least = 1) => z.string().trim().min(least).max(most);
  /** The keys of the standard's core, version 0.4, that must be there. */
  const standard = z.strictObject({
    publiccodeYmlVersion: z.literal("0.4"),
    name: words(200),
    url: z.url(),
    softwareType: z.literal("standalone/web"),
    platforms: z.array(z.enum(["web", "windows", "mac", "linux", "ios", "android"])).min(1),
    categories: z.array(z.enum(["workflow-management", "document-management", "survey"])).min(1),
    developmentStatus: z.enum(["concept", "development", "beta", "stable", "obsolete"]),
    description: z.record(
      z.enum(["en", "sv"]),
      z.strictObject({ shortDescription: words(150), longDescription: words(10_000, 150), features: z.array(words(100)).min(1) }),
    ),
    legal: z.strictObject({ license: z.string() }),
    maintenance: z.strictObject({ type: z.literal("community"), contacts: z.array(z.strictObject({ name: words(200) })).min(1) }),
    localisation: z.strictObject({ localisationReady: z.boolean(), availableLanguages: z.array(z.literal("sv")).min(1) }),
  });

  it("has what the standard asks for, and the licence of the program", () => {
    const { legal } = standard.parse(parse(read("publiccode.yml")));
    expect(JSON.parse(read("package.json"))).toMatchObject(legal);
  });
});

describe("help for who writes code", () => {
  it("can be read by the editor, and asks for nothing that is not there", () => {
    for (const file of readdirSync(join(root, ".vscode"))) expect(() => void JSON.parse(read(join(".vscode", file)))).not.toThrow();
    const hooks = z.record(z.string(), z.unknown()).parse(parse(read(".lefthook.yml")));
    // Nobody gets hooks that they have not asked for.
    expect(hooks["no_auto_install"]).toBe(true);
    const named = [...read(".lefthook.yml").matchAll(/(?:node_modules\/\.bin|scripts)\/[\w./-]+/gu)].map(([path]) => path);
    expect(named).toHaveLength(2);
    for (const path of named) expect(existsSync(join(root, path)), path).toBe(true);
  });
});
