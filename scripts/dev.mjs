// `npm run dev`: as `npm start`, and the program starts again when a file of it is saved. What follows is handed on (`npm run dev -- --no-demo`).
import { join } from "node:path";
import { become, ensureInstalled, root } from "./bootstrap.mjs";

const runtime = ensureInstalled();
process.chdir(root);
const watched = ["src", "demo", "packages"].map((folder) => `--watch-path=${folder}`);
become(runtime, [...watched, "--watch-preserve-output", join(root, "bin", "fortrogen.mjs"), "serve", ...process.argv.slice(2)], {
  isService: true,
});
