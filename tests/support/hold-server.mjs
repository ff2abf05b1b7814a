// Holds the embedded server of the folder given until it is killed or its input ends; says the server's address on one line.
import { ensureServer } from "../../src/platform/database/embedded.ts";

const server = await ensureServer(process.argv[2]);
if (!server.ok) {
  console.error(server.error.message);
  process.exit(1);
}
console.log(JSON.stringify({ ownerUrl: server.value.ownerUrl, started: server.value.started }));
process.stdin.resume();
process.stdin.on("end", async () => {
  await server.value.stop();
  process.exit(0);
});
