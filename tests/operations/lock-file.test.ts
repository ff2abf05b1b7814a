import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** What is installed is what the lock file says, to the byte: programs too, and none is fetched by a script afterwards. */
const root = join(import.meta.dirname, "..", "..");
type Locked = {
  version: string;
  integrity?: string;
  resolved?: string;
  link?: boolean;
  hasInstallScript?: boolean;
  optional?: boolean;
  dev?: boolean;
};
const read = (path: string) => JSON.parse(readFileSync(join(root, path), "utf8")) as Record<string, unknown>;
const packages = Object.entries(read("package-lock.json")["packages"] as Record<string, Locked>).filter(
  ([path, { link }]) => path.includes("node_modules/") && !link,
);
const manifest = read("package.json") as { optionalDependencies: Record<string, string>; allowScripts: Record<string, boolean> };

describe("the lock file", () => {
  it("names every package with its hash", () => {
    expect(packages.length).toBeGreaterThan(100);
    expect(packages.filter(([, { integrity }]) => !/^sha512-/u.test(integrity ?? "")).map(([path]) => path)).toEqual([]);
  });

  it("holds Node itself, pinned to one version for every platform", () => {
    const nodes = Object.entries(manifest.optionalDependencies).filter(([name]) => name.startsWith("node-"));
    expect(new Set(nodes.map(([, version]) => version)).size).toBe(1);
    for (const [name, version] of nodes) {
      expect(version).toMatch(/^24\.\d+\.\d+$/u);
      expect(packages.find(([path]) => path === `node_modules/${name}`)?.[1]).toMatchObject({
        version,
        integrity: expect.any(String) as string,
      });
    }
  });

  it("has no install script that nobody has approved by name", () => {
    const scripted = packages
      .filter(([, { hasInstallScript, optional, dev }]) => hasInstallScript && !optional && !dev)
      .map(([path]) => path.split("node_modules/").at(-1) ?? "");
    expect(scripted.filter((name) => manifest.allowScripts[name] === undefined)).toEqual([]);
  });
});

it("no script of ours fetches a program: installing is npm's work, by the lock file", () => {
  for (const name of ["bootstrap.mjs", "start.mjs", "test.mjs", "run.mjs"].filter((file) => existsSync(join(root, "scripts", file)))) {
    expect(readFileSync(join(root, "scripts", name), "utf8"), name).not.toMatch(/fetch\(|https?\.get|curl|wget|npm.{0,40}"install"/u);
  }
});
