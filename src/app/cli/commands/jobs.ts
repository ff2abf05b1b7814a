import type { Command } from "commander";
import { Option } from "commander";

/** `fortrogen jobs list|retry|drop`. */
export function register(program: Command): void {
  const jobs = program.command("jobs").description("visa det som väntar på att göras, och sådant som gick fel");
  const format = () => new Option("--format <format>", "text eller JSON").choices(["table", "json"]).default("table");
  jobs
    .command("list")
    .description("visa de jobb som inte är klara, de äldsta först")
    .addOption(format())
    .action(async (options: { format: string }) => {
      const { showJobs } = await import("../jobs.ts");
      await showJobs(options.format);
    });
  jobs
    .command("retry")
    .description("gör om ett jobb nu, från första försöket")
    .argument("<nummer>", "jobbets nummer i listan")
    .addOption(format())
    .action(async (id: string, options: { format: string }) => {
      const { retryAtCommand } = await import("../jobs.ts");
      await retryAtCommand(id, options.format);
    });
  jobs
    .command("drop")
    .description("ta bort ett jobb; det som skulle göras blir inte gjort")
    .argument("<nummer>", "jobbets nummer i listan")
    .addOption(format())
    .action(async (id: string, options: { format: string }) => {
      const { dropAtCommand } = await import("../jobs.ts");
      await dropAtCommand(id, options.format);
    });
}
