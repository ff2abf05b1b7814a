import cluster from "node:cluster";
import { exitCodes } from "./outcome.ts";
import { runCommandLine } from "./run.ts";

stopWithParent();
// ”fortrogen … | head” closes the pipe early; that is no fault.
process.stdout.on("error", (cause: NodeJS.ErrnoException) => process.exit(cause.code === "EPIPE" ? exitCodes.done : exitCodes.dataWrong));
await runCommandLine(process.argv.slice(2));

/** Started by `npm start`: the channel closes when that process is gone, however it died, and then nobody is left to stop this one. */
function stopWithParent(): void {
  // One of several web processes ends with the first of them by itself, and listens through the channel.
  if (!process.channel || cluster.isWorker) return;
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}
