// `npm run build`: JavaScript and types in .build/statistics/ of the repository, with the package.json that is published.
import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
rmSync(here("../../.build/statistics"), { recursive: true, force: true });
execFileSync(process.execPath, [here("../../node_modules/typescript7/bin/tsc"), "-p", here("tsconfig.build.json")], { stdio: "inherit" });
const source = JSON.parse(readFileSync(here("package.json"), "utf8"));
const published = {
  ...source,
  exports: {
    ".": { types: "./src/index.d.ts", default: "./src/index.js" },
    "./nearest": { types: "./src/checks/nearest.d.ts", default: "./src/checks/nearest.js" },
    "./parts": { types: "./src/parts.d.ts", default: "./src/parts.js" },
    "./package.json": "./package.json",
  },
  files: ["src"],
};
delete published.scripts;
writeFileSync(here("../../.build/statistics/package.json"), `${JSON.stringify(published, null, 2)}\n`);
copyFileSync(here("README.md"), here("../../.build/statistics/README.md"));
copyFileSync(here("../../LICENSE"), here("../../.build/statistics/LICENSE"));
