import { describe, expect, test } from "vitest";
import { applied } from "../../platform/law/rule.ts";
import { retention } from "./rules-retention.ts";
import type { RetentionInput } from "./rules-retention.ts";

const asked: RetentionInput = {
  documents: "utredning",
  today: "2026-03-02",
  lastNoteOn: "2026-03-02",
  birthDate: "2012-05-14",
  birthDayKnown: true,
  municipalityCode: "0180",
};
const thinned = (from: string, by: string) => ({ fate: "gallras", from, by });

describe("retention", () => {
  test.each([
    ["an investigation: when the child is thirty", {}, thinned("2042-05-14", "2043-12-31"), "16 kap. 2 a § SoL"],
    ["born on 29 February: thirty on 28 February", { birthDate: "2012-02-29" }, thinned("2042-02-28", "2043-12-31"), "16 kap. 2 a § SoL"],
    ["an investigation that ended when she was 26: five years", { birthDate: "2000-01-02" }, thinned("2031-03-02", "2032-12-31"), "16 kap. 1 § SoL"],
    ["an investigation of a child of the day before thirty years less five", { birthDate: "2001-03-03" }, thinned("2031-03-03", "2032-12-31"), "16 kap. 2 a § SoL"],
    ["an investigation before SFS 2025:1501: five years", { today: "2025-12-31", lastNoteOn: "2020-12-31" }, thinned("2025-12-31", "2026-12-31"), "16 kap. 1 § SoL"],
    ["an investigation under the old act: five years", { today: "2025-06-30", lastNoteOn: "2020-06-01" }, thinned("2025-06-01", "2026-12-31"), "12 kap. 1 § äldre SoL"],
    ["what was not investigated: five years", { documents: "inte inledd utredning" }, thinned("2031-03-02", "2032-12-31"), "16 kap. 1 § SoL"],
    ["the last note on 29 February", { documents: "inte inledd utredning", lastNoteOn: "2028-02-29" }, thinned("2033-02-28", "2034-12-31"), "16 kap. 1 § SoL"],
    ["the last note on New Year's Eve: the year after the year of the duty", { documents: "övrigt", lastNoteOn: "2026-12-31" }, thinned("2031-12-31", "2032-12-31"), "16 kap. 1 § SoL"],
    ["the last note on New Year's Day", { documents: "övrigt", lastNoteOn: "2027-01-01" }, thinned("2032-01-01", "2033-12-31"), "16 kap. 1 § SoL"],
    ["an agreement: when the child is eighteen", { documents: "avtal om vårdnad, boende eller umgänge", birthDate: "2020-05-14" }, thinned("2038-05-14", "2039-12-31"), "16 kap. 3 § SoL"],
    ["a placement", { documents: "placering" }, { fate: "bevaras" }, "16 kap. 2 § SoL"],
    ["fatherhood", { documents: "faderskap, föräldraskap eller adoption" }, { fate: "bevaras" }, "16 kap. 2 § SoL"],
    ["what is not of the placement beside it: not kept for its sake", { documents: "inte inledd utredning" }, { fate: "gallras" }, "16 kap. 1 § SoL"],
    ["Östergötland", { municipalityCode: "0580" }, { fate: "bevaras" }, "16 kap. 4 § SoL"],
    ["Gotland", { municipalityCode: "0980" }, { fate: "bevaras" }, "16 kap. 4 § SoL"],
    ["Västernorrland", { municipalityCode: "2281" }, { fate: "bevaras" }, "16 kap. 4 § SoL"],
    ["a district of Göteborg", { municipalityCode: "1480-01" }, { fate: "bevaras" }, "16 kap. 4 § SoL"],
    ["elsewhere in Västra Götaland", { municipalityCode: "1481" }, { fate: "gallras" }, "16 kap. 2 a § SoL"],
    ["born on the fifth", { birthDate: "2012-05-05" }, { fate: "bevaras" }, "16 kap. 4 § SoL"],
    ["born on the fifteenth", { birthDate: "2012-05-15" }, { fate: "bevaras" }, "16 kap. 4 § SoL"],
    ["born on the twenty-fifth", { birthDate: "2012-05-25" }, { fate: "bevaras" }, "16 kap. 4 § SoL"],
    ["born on the fourth", { birthDate: "2012-05-04" }, { fate: "gallras" }, "16 kap. 2 a § SoL"],
    ["something of the same child goes on", { lastNoteOn: null }, { fate: "väntar", because: "ärende pågår" }, "16 kap. 1 § SoL"],
    ["the day of birth is not known", { birthDate: null, birthDayKnown: false }, { fate: "väntar", because: "födelsedag saknas" }, "16 kap. 4 § SoL"],
    ["the year of birth alone is known", { birthDate: "2012-12-31", birthDayKnown: false }, { fate: "väntar", because: "födelsedag saknas" }, "16 kap. 4 § SoL"],
  ] as const)("%s", (_name, given, outcome, cited) => {
    const found = applied(retention, { ...asked, ...given } as RetentionInput);
    expect(found.outcome).toMatchObject(outcome);
    expect(found.explanation).toContain(`(${cited})`);
  }); // prettier-ignore
});
