// `npm start`: installs what is missing and serves Förtrogen under the Node that comes with the clone.
import { join } from "node:path";
import { become, ensureInstalled, root } from "./bootstrap.mjs";

const runtime = ensureInstalled();
process.chdir(root);
become(runtime, [join(root, "bin", "fortrogen.mjs"), "serve", ...process.argv.slice(2)], { isService: true });
