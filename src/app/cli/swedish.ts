import type { Argument, Command, CommanderError, Help, Option } from "commander";

const titles: Readonly<Record<string, string>> = {
  "Usage:": "Användning:",
  "Options:": "Flaggor:",
  "Commands:": "Kommandon:",
  "Arguments:": "Argument:",
  "Global Options:": "Flaggor för alla kommandon:",
};

/** Gives a command, and all commands added to it later, Swedish help. Errors are thrown as `CommanderError` for `explainMisuse`. */
export function speakSwedish(command: Command): Command {
  return command
    .helpOption("-h, --help", "visa hjälp")
    .helpCommand("help [kommando]", "visa hjälp om ett kommando")
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      styleUsage: inSwedish,
      styleSubcommandTerm: inSwedish,
      optionDescription: describe,
      argumentDescription: describe,
      // The width is the terminal's; without one, what fits a printed page.
      helpWidth: process.stdout.columns ?? 100,
    } satisfies Partial<Help>)
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
}

/** Says in Swedish what was wrong with the way a command was called, or undefined where only help was asked for. */
export function explainMisuse(error: CommanderError): string | undefined {
  const [first = "", second = ""] = [...error.message.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? "");
  const suggestion = /Did you mean (?:one of )?([^?]*)\?/.exec(error.message)?.[1];
  const maybe = suggestion === undefined ? "" : ` Menade du ${suggestion.replace(", ", " eller ")}?`;
  switch (error.code) {
    case "commander.help":
    case "commander.helpDisplayed":
    case "commander.version":
      return undefined;
    case "commander.unknownCommand":
      return `Kommandot ”${first}” finns inte.${maybe}`;
    case "commander.unknownOption":
      return `Flaggan ”${first}” finns inte.${maybe}`;
    case "commander.missingArgument":
      return `Argumentet ”${first}” saknas.`;
    case "commander.optionMissingArgument":
      return `Flaggan ”${first}” behöver ett värde.`;
    case "commander.missingMandatoryOptionValue":
      return `Flaggan ”${first}” måste anges.`;
    case "commander.excessArguments":
      return "Kommandot fick fler argument än det tar emot.";
    case "commander.conflictingOption":
      return `Flaggorna ”${first}” och ”${second}” kan inte användas tillsammans.`;
    case "commander.invalidArgument":
      return `Värdet ”${second}” kan inte användas för ”${first}”. ${ownWords(error.message)}`.trim();
    default:
      return "Kommandot användes på fel sätt.";
  }
}

/** What stands after commander's own English sentence: our own Swedish words, or its list of allowed values. */
function ownWords(message: string): string {
  const words = /is invalid(?: for argument '[^']*')?\.\s*(.*)$/s.exec(message)?.[1] ?? "";
  return words.replace(/^Allowed choices are (.*)\.$/, "Välj ett av: $1.");
}

function inSwedish(text: string): string {
  return text.replace("[options]", "[flaggor]").replace("[command]", "[kommando]");
}

function describe(item: Option | Argument): string {
  const facts: string[] = [];
  if (item.argChoices) facts.push(`välj: ${item.argChoices.join(", ")}`);
  if (item.defaultValue !== undefined && typeof item.defaultValue !== "boolean") {
    facts.push(`annars: ${item.defaultValueDescription ?? String(item.defaultValue)}`);
  }
  return facts.length === 0 ? item.description : `${item.description} (${facts.join("; ")})`;
}
