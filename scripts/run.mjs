// `node scripts/run.mjs <file> [arguments]`: runs one program of the clone under the Node that comes with it.
import { become, ensureInstalled } from "./bootstrap.mjs";

become(ensureInstalled(), process.argv.slice(2));
