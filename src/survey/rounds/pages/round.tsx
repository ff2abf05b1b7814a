import type { FC } from "hono/jsx";
import { findRooms } from "../../../platform/core/find-rooms.ts";
import { capital } from "../../../platform/basics/text.ts";
import { Select, TextField } from "../../../ui/components/fields.tsx";
import { FilterForm, PostButton } from "../../../ui/components/form.tsx";
import type { Tokens } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { SummaryList } from "../../../ui/components/lists.tsx";
import { Pagination, Table } from "../../../ui/components/table.tsx";
import { Alert, ButtonRow, Heading, Link, LinkButton, Paragraph, Tag } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { formLinks } from "../../questionnaires/links.ts";
import { phaseOn } from "../find-unit.ts";
import { roundLinks, roundsPath } from "../links.ts";
import { getRound } from "../queries/get-round.ts";
import type { SendingLine, UnitLine } from "../queries/get-round.ts";
import { fillIn } from "../sending-text.ts";
import { isDelivered, unitStates } from "../states.ts";
import { phaseTones, stateTones } from "./words.ts";

const perPage = 50;

/** A round: how its units stand, and what is sent to them. */
export const roundPage = definePage({
  path: "/omgangar/:roundId",
  title: "En omgång",
  asks: getRound,
  load: async ({ ask, params: { roundId } }) => ({
    ...(await ask(getRound, { roundId })),
    more: (await findRooms()).flatMap(({ roundPages = [] }) => roundPages).map(({ text, href }) => ({ text, href: href(roundId) })),
  }),
  view: ({ data: { round, units, sendings, hasMail, more }, today, search, url, tokens }) => {
    const phase = phaseOn(today, round);
    const found = filtered(units, search.get("lage") ?? "", search.get("namn") ?? "");
    const pages = Math.max(1, Math.ceil(found.length / perPage));
    const page = Math.min(pages, Math.max(1, Number(search.get("sida")) || 1));
    const delivered = units.filter(({ state }) => isDelivered(state)).length;
    return (
      <>
        <PageHead
          heading={round.title}
          lead={`${delivered} av ${units.length} har svarat. Sista svarsdag ${round.last_day}, stänger ${round.closes_on}.`}
          back={{ href: roundsPath, text: "Till omgångarna" }}
        />
        <SummaryList
          rows={[
            { term: "Läge", value: <Tag tone={phaseTones[phase]}>{phase}</Tag> },
            {
              term: "Formulär",
              value: <Link href={formLinks.form(round.questionnaire)}>{`${round.form}, version ${round.version}`}</Link>,
            },
            { term: "Svar tas emot från", value: round.opens_on },
            { term: "Kontakt", value: round.contact },
          ]}
        />
        {more.length > 0 ? (
          <ButtonRow>
            {more.map(({ text, href }) => (
              <LinkButton href={href} variant="secondary">
                {text}
              </LinkButton>
            ))}
          </ButtonRow>
        ) : null}
        <Sendings
          title={round.title}
          roundId={round.id}
          sendings={sendings}
          units={units}
          hasMail={hasMail}
          isClosed={phase === "stängd"}
          tokens={tokens}
        />
        <section>
          <Heading level={2}>Enheter</Heading>
          <Counts units={units} roundId={round.id} />
          <FilterForm action={roundLinks.round(round.id)}>
            <Select
              {...{ name: "lage", value: search.get("lage") ?? "", values: [] }}
              label="Läge"
              empty="Alla"
              options={[
                ...unitStates.map((state) => ({ value: state, label: capital(state) })),
                { value: "utan adress", label: "Utan adress" },
              ]}
            />
            <TextField {...{ name: "namn", value: search.get("namn") ?? "", values: [] }} label="Namn eller kod" width={20} />
          </FilterForm>
          <Table
            caption={`Enheter, ${found.length} av ${units.length}`}
            empty="Ingen enhet passar."
            rows={found.slice((page - 1) * perPage, page * perPage)}
            columns={[
              { heading: "Enhet", cell: (one) => <Link href={roundLinks.unit(round.id, one.id)}>{`${one.name} (${one.code})`}</Link> },
              { heading: "Läge", cell: (one) => <Tag tone={stateTones[one.state]}>{one.state}</Tag> },
              { heading: "Påminnelser", cell: (one) => one.reminders, numeric: true },
              { heading: "Sista svarsdag", cell: (one) => (one.is_extended ? `${one.last_day}, har fått mer tid` : one.last_day) },
              { heading: "Adress", cell: (one) => (one.has_address ? "Finns" : "Saknas") },
            ]}
          />
          <Pagination page={page} pages={pages} address={url} />
        </section>
      </>
    );
  },
});

function filtered(units: readonly UnitLine[], state: string, words: string): readonly UnitLine[] {
  const wanted = words.trim().toLocaleLowerCase("sv");
  return units.filter(
    (one) =>
      (state === "" || (state === "utan adress" ? !one.has_address : one.state === state)) &&
      (wanted === "" || one.name.toLocaleLowerCase("sv").includes(wanted) || one.code.startsWith(wanted)),
  );
}

const Counts: FC<{ units: readonly UnitLine[]; roundId: string }> = ({ units, roundId }) => {
  const lacking = units.filter((one) => !one.has_address && !isDelivered(one.state)).length;
  return (
    <>
      <ul class="ds-list">
        {unitStates
          .map((state) => ({ state, n: units.filter((one) => one.state === state).length }))
          .filter(({ n }) => n > 0)
          .map(({ state, n }) => (
            <li>
              <Link href={`${roundLinks.round(roundId)}?lage=${encodeURIComponent(state)}`}>{`${capital(state)}: ${n}`}</Link>
            </li>
          ))}
      </ul>
      {lacking > 0 ? (
        <Alert tone="warning">
          <p class="ds-paragraph">
            {lacking === 1 ? "1 enhet som inte har svarat saknar adress" : `${lacking} enheter som inte har svarat saknar adress`} och nås
            inte av utskicken. <Link href={roundLinks.contacts(roundId)}>Läs in en lista</Link>
          </p>
        </Alert>
      ) : null}
    </>
  );
};

type SendingsProps = {
  title: string;
  roundId: string;
  sendings: readonly SendingLine[];
  units: readonly UnitLine[];
  hasMail: boolean;
  isClosed: boolean;
  tokens: Tokens;
};

const Sendings: FC<SendingsProps> = ({ title, roundId, sendings, units, hasMail, isClosed, tokens }) => {
  const lacking = units.filter((one) => !one.has_address && !isDelivered(one.state)).length;
  return (
    <section>
      <Heading level={2}>Utskick</Heading>
      {hasMail ? null : <Alert tone="warning">E-post är inte uppsatt, så inget skickas. Tala med systemförvaltaren.</Alert>}
      <Table
        caption="Utskick till alla som inte har svarat"
        hideCaption
        empty="Inget utskick är planerat."
        rows={sendings}
        columns={[
          { heading: "Utskick", cell: (one) => capital(one.kind) },
          { heading: "Ämnesrad", cell: (one) => fillIn(one.subject, { ...shownPlaces, enkät: title }) },
          { heading: "Dag", cell: (one) => one.send_on },
          { heading: "Av", cell: (one) => one.by ?? "Kommandoraden" },
          { heading: "Skickat", cell: (one) => one.sent, numeric: true },
          { heading: "Läge", cell: (one) => stateOf(one, lacking) },
          {
            heading: "Ställ in",
            cell: (one) =>
              one.is_called_off || (one.left === 0 && one.waiting === 0) ? (
                "–"
              ) : (
                <PostButton tokens={tokens} to={roundLinks.callOff(roundId, one.id)} variant="tertiary">
                  Ställ in
                </PostButton>
              ),
          },
        ]}
      />
      <Paragraph subtle>
        Den som har svarat får inget mer. Högst 1 000 brev går på en timme och sex till samma adress på ett dygn; resten väntar på sin tur.
      </Paragraph>
      <ButtonRow>
        {isClosed ? null : <LinkButton href={roundLinks.sending(roundId)}>Planera ett utskick</LinkButton>}
        <LinkButton href={roundLinks.contacts(roundId)} variant="secondary">
          Läs in adresser
        </LinkButton>
      </ButtonRow>
    </section>
  );
};

/** What stands in a subject where each unit gets its own. */
const shownPlaces = { enhet: "…", "sista dag": "…", länk: "…", kontakt: "…", myndighet: "…" };

/** What has become of a sending, and why some of it has not gone. */
function stateOf({ is_called_off, sent, waiting, failed, left }: SendingLine, lacking: number): string {
  const parts: string[] = [];
  if (is_called_off) parts.push("inställt");
  if (waiting > 0) parts.push(`${waiting} på väg`);
  if (failed > 0) parts.push(`${failed} skickades inte`);
  const without = Math.min(left, lacking);
  if (without > 0) parts.push(`${without} saknar adress`);
  if (left > without) parts.push(sent + waiting + failed === 0 ? `${left - without} ska få det` : `${left - without} väntar på sin tur`);
  return parts.length === 0 ? "klart" : capital(parts.join(", "));
}
