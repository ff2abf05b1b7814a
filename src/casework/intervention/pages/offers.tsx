import type { FC } from "hono/jsx";
import { hasRole } from "../../../platform/core/actor.ts";
import type { Actor } from "../../../platform/core/actor.ts";
import { formatLong } from "../../../platform/basics/dates.ts";
import { capital } from "../../../platform/basics/text.ts";
import { citationsOn } from "../../../platform/law/provision.ts";
import { PageHead } from "../../../ui/components/layout.tsx";
import { Table } from "../../../ui/components/table.tsx";
import { ButtonRow, Details, Heading, LawNote, Link, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { defineDownload, definePage } from "../../../ui/page.tsx";
import { offerLinks } from "../links.ts";
import type { Offer } from "../offer.ts";
import { offerCsv, offerXlsx } from "../offer-file.ts";
import { findOffers } from "../queries/find-offers.ts";
import type { Counted } from "../queries/find-offers.ts";
import { writtenDown } from "../rules-offer.ts";

const writes = (actor: Actor) => hasRole(actor, "team_leader", "director", "operator");
const counts = (actor: Actor) => hasRole(actor, "caseworker", "team_leader");

/** What the municipality has to give: without and with individual needs assessment. */
export const offersPage = definePage({
  path: offerLinks.list,
  title: "Kommunens insatser",
  navigation: { text: "Insatser", order: 26, roles: ["caseworker", "team_leader", "director", "operator"] },
  asks: findOffers,
  load: ({ ask }) => ask(findOffers, {}),
  view: ({ data: { offers, coming, counts: counted }, actor, today }) => {
    const without = offers.filter(({ assessment }) => assessment === "utan");
    return (
      <>
        <PageHead
          heading="Kommunens insatser"
          lead="Vad kommunen kan ge barn och familjer: det som nämnden erbjuder utan individuell behovsprövning, och det som beviljas efter utredning."
        />
        {writes(actor) ? (
          <ButtonRow>
            <LinkButton href={offerLinks.add}>Lägg till en insats</LinkButton>
            <LinkButton href={offerLinks.load} variant="secondary">
              Läs in från fil
            </LinkButton>
          </ButtonRow>
        ) : null}
        <Heading level={2}>Utan individuell behovsprövning</Heading>
        <LawNote>
          {`Ges utan utredning och beslut om den enskilde. Inget ärende öppnas här och inget skrivs om någon: bara tillfällen och besök räknas. Ett barn får den med vårdnadshavarens samtycke, och från 15 år på egen hand om det är lämpligt. Den som ger insatsen berättar att det går att ansöka om andra (${citationsOn(["intervention-without-needs-test", "consent-without-needs-test", "told-of-application"], today)}).`}
        </LawNote>
        <Table
          caption="Insatser utan individuell behovsprövning"
          hideCaption
          empty="Nämnden erbjuder inget utan individuell behovsprövning."
          rows={without}
          columns={[
            { heading: "Insats", cell: (one) => <Named of={one} actor={actor} /> },
            { heading: "Villkor", cell: (one) => <Terms of={one} today={today} /> },
            { heading: "Senaste året", cell: (one) => <Year of={one} counted={counted} actor={actor} /> },
          ]}
        />
        <Heading level={2}>Med individuell behovsprövning</Heading>
        <LawNote>{`Beviljas efter utredning, som ett beslut i ärendet (${citationsOn(["right-to-intervention"], today)}).`}</LawNote>
        <Table
          caption="Insatser med individuell behovsprövning"
          hideCaption
          empty="Ingen är inskriven."
          rows={offers.filter(({ assessment }) => assessment === "med")}
          columns={[{ heading: "Insats", cell: (one) => <Named of={one} actor={actor} /> }]}
        />
        {coming.length === 0 ? null : (
          <Details summary={`Kommande ändringar (${coming.length})`}>
            <Table
              caption="Kommande ändringar, den närmaste först"
              hideCaption
              rows={coming}
              columns={[
                { heading: "Från", cell: (one) => <span class="f-nowrap">{one.validFrom}</span> },
                { heading: "Insats", cell: (one) => (one.ends ? `${one.offerName} finns inte längre` : `${one.offerName}, ${one.type}`) },
              ]}
            />
          </Details>
        )}
        <Paragraph>
          <Link href={offerLinks.book}>Hämta som Excel</Link> eller <Link href={offerLinks.file}>som CSV</Link>.
        </Paragraph>
      </>
    );
  },
});

const Named: FC<{ of: Offer; actor: Actor }> = ({ of, actor }) => (
  <>
    {writes(actor) ? <Link href={offerLinks.change(of.offerId)}>{of.offerName}</Link> : of.offerName}
    <div class="f-small f-subtle">{`${capital(of.type)}, från ${of.validFrom}`}</div>
  </>
);

const Terms: FC<{ of: Offer; today: string }> = ({ of, today }) => {
  const documentation = of.documentation ?? "dokumenteras";
  const question = { documentation, day: today };
  return (
    <>
      {of.conditions}
      <div class="f-small f-subtle">
        {`${writtenDown.explain(question, writtenDown.apply(question))} Nämndens beslut ${of.minutesNumber ?? ""}, ${formatLong(of.decidedOn ?? of.validFrom)}.`}
      </div>
    </>
  );
};

/** What has been counted, and where it is. */
const Year: FC<{ of: Offer; counted: readonly Counted[]; actor: Actor }> = ({ of, counted, actor }) => {
  const own = counted.filter(({ offerId }) => offerId === of.offerId);
  const sum = (name: "times" | "visits") => own.reduce((total, one) => total + one[name], 0);
  return (
    <>
      {own.length === 0 ? "Inget räknat" : `${sum("times")} tillfällen, ${sum("visits")} besök`}
      {counts(actor) ? (
        <div>
          <Link href={offerLinks.count(of.offerId)}>{`Räkna ${of.offerName}`}</Link>
        </div>
      ) : null}
    </>
  );
};

/** What the municipality has today as a file, to change and read in again. */
export const offersFile = defineDownload({
  path: offerLinks.file,
  title: "Kommunens insatser som fil",
  asks: findOffers,
  type: "text/csv; charset=utf-8",
  async file({ ask }) {
    return { name: "insatser.csv", body: offerCsv((await ask(findOffers, {})).offers) };
  },
});

/** The same as a workbook. */
export const offersBook = defineDownload({
  path: offerLinks.book,
  title: "Kommunens insatser som arbetsbok",
  asks: findOffers,
  type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  async file({ ask }) {
    return { name: "insatser.xlsx", body: await offerXlsx((await ask(findOffers, {})).offers) };
  },
});
