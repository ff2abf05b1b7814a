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
    "./analyse": { types: "./src/plan/analyse.d.ts", default: "./src/plan/analyse.js" },
    "./plan.schema.json": "./src/plan/plan.schema.json",
  },
  bin: { analyse: "./src/plan/main.js" },
  files: ["src"],
};
delete published.scripts;
writeFileSync(here("../../.build/statistics/package.json"), `${JSON.stringify(published, null, 2)}\n`);
copyFileSync(here("src/plan/plan.schema.json"), here("../../.build/statistics/src/plan/plan.schema.json"));
copyFileSync(here("README.md"), here("../../.build/statistics/README.md"));
copyFileSync(here("../../LICENSE"), here("../../.build/statistics/LICENSE"));
