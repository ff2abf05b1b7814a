// Outlives the process that started it: reads its input until the end and, unless the owner said "done" first,
// gives back the owner's lease, which stops PostgreSQL when nobody else uses it. Owner killed = input ends without a word.
import { join } from "node:path";

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => undefined);

const [dataFolder, name] = process.argv.slice(2);
let said = "";
process.stdin.on("data", (chunk) => (said += chunk));
process.stdin.on("error", finish);
process.stdin.on("end", finish);

async function finish() {
  if (said === "done") process.exit(0);
  const { releaseServer } = await import("./embedded.ts");
  await releaseServer(dataFolder, { folder: join(dataFolder, "users"), name });
  process.exit(0);
}
