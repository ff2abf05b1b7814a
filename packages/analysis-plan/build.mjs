// `npm run build`: JavaScript and types in .build/analysis-plan/ of the repository, with the package.json that is published.
import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
// Its types are made of the estimators' as they are published.
execFileSync(process.execPath, [here("../statistics/build.mjs")], { stdio: "inherit" });
rmSync(here("../../.build/analysis-plan"), { recursive: true, force: true });
execFileSync(process.execPath, [here("../../node_modules/typescript7/bin/tsc"), "-p", here("tsconfig.build.json")], { stdio: "inherit" });
const source = JSON.parse(readFileSync(here("package.json"), "utf8"));
const published = {
  ...source,
  exports: {
    ".": { types: "./src/index.d.ts", default: "./src/index.js" },
    "./yaml-sentences": { types: "./src/words/swedish/library.d.ts", default: "./src/words/swedish/library.js" },
    "./analyse": { types: "./src/analyse.d.ts", default: "./src/analyse.js" },
    "./plan.schema.json": "./src/plan.schema.json",
  },
  bin: { analyse: "./src/main.js" },
  files: ["src"],
};
delete published.scripts;
writeFileSync(here("../../.build/analysis-plan/package.json"), `${JSON.stringify(published, null, 2)}\n`);
copyFileSync(here("src/plan.schema.json"), here("../../.build/analysis-plan/src/plan.schema.json"));
copyFileSync(here("README.md"), here("../../.build/analysis-plan/README.md"));
copyFileSync(here("../../LICENSE"), here("../../.build/analysis-plan/LICENSE"));
