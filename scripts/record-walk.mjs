// `npm run record:walk`: writes down anew what every page shows every role, into tests/walk/recorded/. Read the difference before you commit it.
import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { ensureInstalled, root } from "./bootstrap.mjs";

const runtime = ensureInstalled();
const { status } = spawnSync(runtime, ["node_modules/vitest/vitest.mjs", "run", "--project", "integration", "tests/walk/walk.db.test.ts"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, PATH: [join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter), NODE_ENV: "test", RECORD_WALK: "1" },
});
if (status === 0) spawnSync("git", ["diff", "--stat", "--", "tests/walk/recorded"], { cwd: root, stdio: "inherit" });
process.exit(status ?? 1);
