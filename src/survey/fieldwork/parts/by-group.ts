import { responseRatesBy } from "@fortrogen/statistics";
import type { Table } from "@fortrogen/statistics";
import { capital } from "../../../platform/basics/text.ts";
import { groupingWords, groupings } from "../../tables/frame.ts";
import { madePart, missingPart, percentOf } from "../part.ts";
import type { Part } from "../part.ts";
import { unknownGroup } from "../frame-table.ts";
import type { UnitStanding } from "../read-fieldwork.ts";

const how =
  "Svarsfrekvensen är enheter som har svarat av alla tillfrågade i gruppen (AAPOR RR1), ovägd. Objektbortfallet är de som inte har svarat. Grupperna är ramens, så som den var när omgången lades upp.";

/** Response and object non-response of each group, a part for each grouping of the frame, and of all. */
export function byGroup(units: readonly UnitStanding[], frame: Table): Part[] {
  return groupings.map((by) => {
    const told = {
      id: by,
      title: `Svarsfrekvens efter ${groupingWords[by]}`,
      stub: capital(groupingWords[by]),
      how,
      columns: [
        ["Tillfrågade", "antal"],
        ["Svarat", "antal"],
        ["Svarsfrekvens (%)", "procent"],
        ["Objektbortfall", "antal"],
        ["Objektbortfall (%)", "procent"],
      ],
    } as const;
    if (units.every(({ groups }) => groups[by] === null)) return missingPart(told, `Ramen säger inget om ${groupingWords[by]}.`);
    const rates = responseRatesBy(frame, "responded", by);
    const answered = rates.reduce((sum, { responded }) => sum + responded, 0);
    const row = (label: string, asked: number, responded: number) => ({
      label,
      values: [asked, responded, percentOf(responded, asked), asked - responded, percentOf(asked - responded, asked)],
    });
    const rows = [
      ...rates.map(({ group, units: asked, responded }) => row(group, asked, responded)),
      row("Totalt", units.length, answered),
    ];
    return madePart(told, rows, {
      notes: rates.some(({ group }) => group === unknownGroup) ? [`${unknownGroup}: ramen säger inte vilken grupp enheten hör till.`] : [],
    });
  });
}
