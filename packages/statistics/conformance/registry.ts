// Which file of cases answers which file of expected results. One line per group.
import { checkDisclosure } from "./cases/disclosure.ts";
import { distributionCases } from "./cases/distributions.ts";
import { estimateCases } from "./cases/estimates.ts";
import { modelCases } from "./cases/models.ts";
import { nonresponseCases } from "./cases/nonresponse.ts";
import { testCases } from "./cases/tests.ts";
import { weightCases } from "./cases/weights.ts";
import { type Handler, UNSUPPORTED } from "./context.ts";

type Group = { readonly file: RegExp; readonly handler: Handler };

const groups: readonly Group[] = [
  { file: /./, handler: distributionCases },
  { file: /./, handler: modelCases },
  { file: /./, handler: testCases },
  { file: /./, handler: nonresponseCases },
  { file: /./, handler: estimateCases },
  { file: /./, handler: weightCases },
];

/** The disclosure files are checked as a whole: suppression, audit, acceptance list, example patterns. */
export type DisclosureCheck = (path: string) => Promise<{ id: string; agrees: boolean; message: string }[]>;
export const disclosureCheck: DisclosureCheck | null = checkDisclosure;

/** The handler of a results file; groups are asked in order and the first that supports the case answers. */
export function handlerFor(file: string): Handler {
  const handlers = groups.filter((group) => group.file.test(file)).map((group) => group.handler);
  return async (context, question) => {
    for (const handler of handlers) {
      const answer = await handler(context, question);
      if (answer !== UNSUPPORTED) return answer;
    }
    return UNSUPPORTED;
  };
}
