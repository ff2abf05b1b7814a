import { stockholmTime, writtenWords } from "../../../platform/basics/dates.ts";
import { capital } from "../../../platform/basics/text.ts";
import { PageHead } from "../../../ui/components/layout.tsx";
import { SummaryList, Timeline } from "../../../ui/components/lists.tsx";
import { ButtonRow, Heading, LinkButton, Tag } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { phaseOn } from "../find-unit.ts";
import { roundLinks } from "../links.ts";
import { getUnit } from "../queries/get-unit.ts";
import type { UnitEvent } from "../queries/get-unit.ts";
import { messageWords, stateTones } from "./words.ts";

/** A unit at the help desk: how it stands, what can be done, and what has been. */
export const unitPage = definePage({
  path: "/omgangar/:roundId/enheter/:unitId",
  title: "En enhet i en omgång",
  asks: getUnit,
  load: ({ ask, params: { unitId } }) => ask(getUnit, { unitId }),
  view: ({ data: { unit, events }, today }) => (
    <>
      <PageHead
        heading={`${unit.name} (${unit.code})`}
        lead={unit.title}
        back={{ href: roundLinks.round(unit.roundId), text: "Till omgången" }}
      />
      <SummaryList
        rows={[
          { term: "Läge", value: <Tag tone={stateTones[unit.state]}>{unit.state}</Tag> },
          { term: "Sista svarsdag", value: unit.isExtended ? `${unit.lastDay}, har fått mer tid` : unit.lastDay },
          { term: "Sena svar tas emot till", value: unit.closesOn },
          { term: "Adress", value: unit.address, change: roundLinks.contact(unit.roundId, unit.id) },
          { term: "Namn", value: unit.contactName },
        ]}
      />
      <ButtonRow>
        {phaseOn(today, { opens_on: unit.opensOn, last_day: unit.lastDay, closes_on: unit.closesOn }) === "stängd" ? null : (
          <LinkButton href={roundLinks.link(unit.roundId, unit.id)}>Skicka länken</LinkButton>
        )}
        <LinkButton href={roundLinks.extend(unit.roundId, unit.id)} variant="secondary">
          Ge mer tid
        </LinkButton>
        <LinkButton href={roundLinks.note(unit.roundId, unit.id)} variant="secondary">
          Anteckna en kontakt
        </LinkButton>
        <LinkButton href={roundLinks.deliveries(unit.roundId, unit.id)} variant="secondary">
          Leveranser och nyckel
        </LinkButton>
      </ButtonRow>
      <section>
        <Heading level={2}>Vad som har hänt</Heading>
        <Timeline
          label="Det senaste först"
          items={events.map((one) => ({
            ...{ on: one.on, ...whenOf(one), heading: headings[one.kind](one.what), text: moreOf(one) },
            ...(one.by === null ? {} : { by: one.by }),
          }))}
        />
      </section>
    </>
  ),
});

/** A contact is written down afterwards; everything else is written in the moment that it happens. */
const whenOf = ({ kind, on, at }: UnitEvent) =>
  kind === "anteckning" ? { written: writtenWords(on, new Date(at)) } : { at: stockholmTime(new Date(at)) };

const headings: Readonly<Record<UnitEvent["kind"], (what: string) => string>> = {
  adress: (what) => `Ny adress: ${what}`,
  länk: () => "Ny länk, den gamla gäller inte längre",
  utskick: (what) => `Utskick: ${what}`,
  "mer tid": (what) => `Mer tid, till ${what}`,
  anteckning: (what) => `Kontakt: ${what}`,
  leverans: (what) => `Svar lämnat ${what}`,
};

const moreOf = ({ kind, more }: UnitEvent): string | undefined =>
  more === null ? undefined : kind === "utskick" ? capital(messageWords[more] ?? more) : more;
