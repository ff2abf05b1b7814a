import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import type { Column } from "../../../ui/components/table.tsx";
import { Paragraph } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import type { UnitShare } from "../by-unit.ts";
import { countByUnit } from "../queries/count-by-unit.ts";
import { askedPeriod, periodSearch } from "./asked-period.ts";
import type { AskedPeriod } from "./asked-period.ts";
import { PeriodChoice } from "./period-choice.tsx";
import { answersPath } from "./sections.ts";

const path = `${answersPath}/enheter` as const;

/** Conversations during the investigation, unit by unit, where a unit is large enough to be shown. */
export const answersByUnitPage = definePage({
  path,
  title: "Samtal per enhet",
  asks: countByUnit,
  async load({ ask, search, today }): Promise<{ asked: AskedPeriod; units: readonly UnitShare[] }> {
    const asked = askedPeriod(search, today);
    return { asked, units: asked.period.ok ? (await ask(countByUnit, asked.period.value)).units : [] };
  },
  view: ({ data: { asked, units }, today }) => (
    <>
      <PageHead
        heading="Samtal under utredningen, per enhet"
        back={{ href: answersPath + periodSearch(asked), text: "Till svaren i korthet" }}
        lead="Varje barn räknas en gång, i den enhet som hade dess första utredning under perioden."
      />
      <PeriodChoice path={path} asked={asked} today={today} />
      {asked.period.ok ? (
        <Table
          caption="Andel barn som har haft samtal"
          hideCaption
          rows={units}
          columns={columns}
          empty="Ingen utredning i perioden hör till en enhet med namn."
        />
      ) : null}
      <Paragraph subtle>
        En enhet med färre än 7 barn visas inte. Är den ensam om det döljs också den minsta av de andra, så att den inte kan räknas fram.
      </Paragraph>
    </>
  ),
});

const share =
  (key: "individual" | "withGuardian" | "none") =>
  (row: UnitShare): string =>
    row[key] === null ? "–" : `${row[key]}\u00a0%`;

const columns: readonly Column<UnitShare>[] = [
  { heading: "Enhet", cell: (row) => row.unit },
  {
    heading: "Barn",
    cell: (row) => (row.hidden === null ? row.children : row.hidden === "färre än 7" ? "Färre än 7" : "Skyddar en annan enhet"),
    numeric: true,
  },
  { heading: "Enskilt", cell: share("individual"), numeric: true },
  { heading: "Med vårdnadshavare", cell: share("withGuardian"), numeric: true },
  { heading: "Inget samtal", cell: share("none"), numeric: true },
];
