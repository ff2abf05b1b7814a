import type { FC } from "hono/jsx";
import { formatDateTime } from "../../../platform/basics/dates.ts";
import type { StaffActor } from "../../../platform/core/actor.ts";
import { Alert, Card, Heading, Link, Paragraph } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import type { CaseParts } from "../../../casework/case/case-parts.ts";
import { caseLink } from "../../../casework/part/case-link.ts";
import { links } from "../../../casework/case/links.ts";
import { getCase } from "../../../casework/case/queries/get-case.ts";
import { isOfferedExtract } from "../journal/may-extract.ts";
import { getWithheld } from "../../../casework/case/queries/get-withheld.ts";
import type { WithheldPart } from "../../../casework/case/queries/get-withheld.ts";
import { timelineOf } from "../timeline.ts";
import { CaseContents } from "./case/contents.tsx";
import { ownEmergency } from "../../../casework/case/own-emergency.ts";
import { Events } from "./case/events.tsx";
import { CaseHead } from "./case/head.tsx";
import { Withheld } from "../../../casework/case/pages/withheld.tsx";

/** Which version a print is. Stands first and last on the paper. */
const VERSIONS = {
  open: {
    name: "Utskrift av hela ärendet: får inte lämnas till vårdnadshavare",
    about: "Innehåller uppgifter om andra personer. Det som barnet har sagt och som inte får visas för vårdnadshavare är utelämnat.",
  },
  full: {
    name: "Fullständig utskrift: får inte lämnas till vårdnadshavare",
    about: "Innehåller uppgifter som inte får visas för vårdnadshavare (12 kap. 3 § OSL).",
  },
} as const;

type Version = keyof typeof VERSIONS;
type PrintProps = { parts: CaseParts; version: Version; withheld: readonly WithheldPart[]; today: string; now: Date; actor: StaffActor };

const VersionMark: FC<{ version: Version; now: Date; actor: StaffActor }> = ({ version, now, actor }) => (
  <p class="f-print-version">
    <strong>{VERSIONS[version].name}</strong>
    {VERSIONS[version].about} {`Utskriven ${formatDateTime(now)} av ${actor.name}.`}
  </p>
);

const CasePrint: FC<PrintProps> = ({ parts, version, withheld, today, now, actor }) => (
  <>
    <CaseHead parts={parts} today={today} back={{ href: caseLink(parts.file.id), text: "Till ärendet" }} />
    <VersionMark version={version} now={now} actor={actor} />
    <CaseContents parts={parts} today={today} />
    <Card heading="Allt som har hänt">
      <Events caseId={parts.file.id} events={timelineOf(parts)} label="Händelser i ärendet, den senaste först" />
    </Card>
    {version === "full" ? (
      <section>
        <Heading level={2} size="xs">
          Får inte visas för vårdnadshavare
        </Heading>
        {withheld.length === 0 ? <Paragraph>Inget i ärendet är skyddat.</Paragraph> : null}
        {withheld.map((one) => (
          <Withheld of={one} printed />
        ))}
      </section>
    ) : null}
    <VersionMark version={version} now={now} actor={actor} />
  </>
);

/** The whole case for paper, without what guardians may not be shown. */
export const printPage = definePage({
  path: "/arenden/:caseId/utskrift",
  title: "Utskrift",
  asks: getCase,
  load: ({ ask, params }) => ask(getCase, { caseId: params.caseId }),
  view: ({ data, today, now, actor, params }) => (
    <>
      <div class="f-not-printed">
        <Paragraph>
          Skriv ut sidan med webbläsaren (Ctrl+P).
          {isOfferedExtract(data, actor) ? (
            <>
              {" "}
              Ska en vårdnadshavare ha journalen: <Link href={links.extract(params.caseId)}>ta fram ett utdrag</Link>.
            </>
          ) : null}
          {ownEmergency(data, actor) ? null : (
            <>
              {" "}
              Behövs också det som inte får visas för vårdnadshavare:{" "}
              <Link href={links.fullPrint(params.caseId)}>den fullständiga utskriften</Link>. Att den tas fram står i loggen.
            </>
          )}
        </Paragraph>
      </div>
      <CasePrint parts={data} version="open" withheld={[]} today={today} now={now} actor={actor} />
    </>
  ),
});

/** The whole case for paper with what guardians may not be shown: asked for by itself, and logged. */
export const fullPrintPage = definePage({
  path: "/arenden/:caseId/utskrift/fullstandig",
  title: "Fullständig utskrift",
  asks: getWithheld,
  async load({ ask, params }) {
    const parts = await ask(getCase, { caseId: params.caseId });
    return { parts, ...(await ask(getWithheld, { caseId: params.caseId })) };
  },
  view: ({ data: { parts, withheld }, today, now, actor, params }) => (
    <>
      <div class="f-not-printed">
        <Alert tone="warning" heading="Fullständig utskrift">
          <Paragraph>
            Se till att ingen annan ser skärmen eller pappret. Att den tas fram står i loggen.{" "}
            <Link href={links.print(params.caseId)}>Till utskriften utan det skyddade</Link>
          </Paragraph>
        </Alert>
      </div>
      <CasePrint parts={parts} version="full" withheld={withheld} today={today} now={now} actor={actor} />
    </>
  ),
});
