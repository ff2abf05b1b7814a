import { isWithin } from "../../platform/basics/text.ts";
import { readAddress } from "../../platform/messages/channels.ts";
import type { Fault } from "../tables/reading/fault.ts";
import { placeOf } from "../tables/reading/fault.ts";
import { fullCode } from "../tables/reading/read-frame.ts";
import { readRecords } from "../tables/reading/read-records.ts";

/** A row of a contact list. */
export type ReadContact = { readonly code: string; readonly name: string | null; readonly address: string };

const columns = ["kommun", "namn", "e-post"] as const;
const longestName = 100;
const aliases: ReadonlyMap<string, string> = new Map([
  ["kommunkod", "kommun"],
  ["kod", "kommun"],
  ["epost", "e-post"],
  ["e-postadress", "e-post"],
  ["kontakt", "namn"],
]);

/**
 * A contact list, `kommun,namn,e-post`, for the units of a round, and what is wrong with it in Swedish, all of it. No fault quotes an address.
 * A row without an address is left out: who has none is seen on the round's page.
 */
export function readContacts(
  text: string,
  codes: ReadonlySet<string>,
): { readonly contacts: readonly ReadContact[]; readonly faults: readonly string[] } {
  const faults: Fault[] = [];
  const file = "Listan";
  const records = readRecords({ name: file, bytes: Buffer.from(text, "utf8") }, faults);
  const header = records.header.map((column) => aliases.get(column) ?? column);
  const fault = (row: number | null, column: string | null, message: string) => faults.push({ file, row, column, message });
  if (header.length > 0) {
    for (const column of ["kommun", "e-post"])
      if (!header.includes(column)) fault(1, column, `Kolumnen saknas. Listan har ${columns.join(", ")}.`);
    for (const column of header)
      if (column !== "" && !columns.some((known) => known === column))
        fault(1, column, `Listan har ingen sådan kolumn. Den har ${columns.join(", ")}.`);
  }
  const lines = new Map<string, number | null>();
  const contacts: ReadContact[] = [];
  for (const { line, cells } of records.rows) {
    const cell = (column: string) => cells[header.indexOf(column)] ?? "";
    const [code, name, typed] = [fullCode(cell("kommun")), cell("namn"), cell("e-post")];
    const known = lines.get(code);
    if (known !== undefined) fault(line, "kommun", `Enheten ${code.slice(0, 20)} står redan på rad ${known ?? 1}.`);
    else if (!codes.has(code)) fault(line, "kommun", `Ingen enhet i omgången har koden ”${code.slice(0, 20)}”.`);
    else lines.set(code, line);
    if (/\p{Cc}/u.test(name) || !isWithin(name, longestName))
      fault(line, "namn", `Skriv namnet på en rad, med högst ${longestName} tecken.`);
    if (typed === "") continue;
    const address = readAddress("e-post", typed);
    if (!address.ok) fault(line, "e-post", `${address.error.message} ${address.error.hint ?? ""}`.trim());
    else contacts.push({ code, name: name === "" ? null : name, address: address.value });
  }
  if (faults.length === 0 && contacts.length === 0) fault(null, null, "Listan har ingen rad med en adress.");
  return { contacts, faults: faults.map((one) => `${placeOf(one)}: ${one.message}`) };
}
