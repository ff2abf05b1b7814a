import { z } from "zod";
import { followsUp } from "../../../platform/access/permits.ts";
import { answer } from "../../../platform/core/answers.ts";
import { defineQuery } from "../../../platform/core/door.ts";
import { ok } from "../../../platform/basics/result.ts";

/** Asked before every download of the extract, so that the log says who took everything out. */
export const permitExport = defineQuery({
  name: "exchange.permit-export",
  title: "Hämta kommunens uttag",
  input: z.object({ format: z.enum(["zip", "xlsx", "ods"], "Välj zip, xlsx eller ods.") }),
  output: z.object({ format: answer.oneOf(["zip", "xlsx", "ods"]) }),
  permit: [followsUp],
  run: (_tx, { format }) => Promise.resolve(ok({ format })),
});
