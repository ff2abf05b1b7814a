import type { WordsFor } from "../../../platform/basics/codes.ts";
import type { Child, FC } from "hono/jsx";
import type { DemoPerson } from "../../../platform/access/sign-on/staff.ts";
import { roleNames } from "../../../platform/core/actor.ts";
import { Alert, Card, Heading, LinkButton, Paragraph } from "../../../ui/components/text.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import type { Municipality } from "../../../ui/request.ts";

type FrontProps = {
  demo: Municipality | undefined;
  demos: readonly Municipality[];
  people: readonly DemoPerson[];
  openId: boolean;
  back: string;
  state: FrontState;
};

/** Why somebody sees the first page. */
export type FrontState = "new" | "signed-out" | "signed-out-here" | "parked" | "sign-on-needed";

/** For those whom the demo has. */
const duty: WordsFor<DemoPerson["role"]> = {
  caseworker: "Tar emot, utreder, lyssnar, beslutar och följer upp",
  team_leader: "Fördelar ärenden och ser vad som är på väg att bli sent",
  analyst: "Svarar på den nationella enkäten och läser in uttag",
  director: "Svarar för rutiner och styrdokument",
  agency: "Genomför undersökningar för en myndighet",
  operator: "Ser konton och inloggningar, och sköter drift och logg från kommandoraden",
};

/** The first page: what Förtrogen is, and the way in. */
export const FrontPage: FC<FrontProps> = (p) => (
  <>
    {p.state === "parked" ? (
      <Alert tone="warning" status>
        Du blev utloggad. Det du skrev är sparat som utkast. Logga in igen för att fortsätta.
      </Alert>
    ) : null}
    {p.state === "signed-out" ? (
      <Alert tone="info" status>
        Du har blivit utloggad. Logga in igen för att fortsätta.
      </Alert>
    ) : null}
    {p.state === "signed-out-here" ? (
      <Alert tone="warning" status heading="Du är utloggad ur Förtrogen">
        Kommunens inloggningstjänst svarade inte, så där kan du fortfarande vara inloggad. Stäng webbläsaren om någon annan ska använda
        datorn.
      </Alert>
    ) : null}
    {p.state === "sign-on-needed" ? (
      <Alert tone="info" status>
        Logga in för att komma till sidan.
      </Alert>
    ) : null}
    {isAgency(p.people) ? <SurveyHero /> : <CaseworkHero />}
    {p.openId ? (
      <Card heading="Logga in" tinted>
        <Paragraph>Du loggar in med samma konto som i kommunens andra system.</Paragraph>
        <LinkButton href={`/logga-in?tillbaka=${encodeURIComponent(p.back)}`}>Logga in</LinkButton>
      </Card>
    ) : null}
    {p.demo ? <DemoSignOn {...p} demo={p.demo} /> : null}
    {!p.openId && !p.demo ? (
      <Alert tone="warning" heading="Inloggningen är inte inställd">
        Systemförvaltaren behöver ange kommunens inloggningstjänst. Se docs/operations.md.
      </Alert>
    ) : null}
  </>
);

/** The demo's agency has people who run surveys and nobody else. */
const isAgency = (people: readonly DemoPerson[]): boolean => people.length > 0 && people.every(({ role }) => role === "agency");

const CaseworkHero: FC = () => (
  <div class="f-hero">
    <PageHead
      heading="Barnets delaktighet, från första oron till sista uppföljningen"
      lead="Förtrogen är ett verksamhetssystem för den sociala barn- och ungdomsvården. Det håller ihop ärendet, påminner om lagens tider och ser till att fyra steg aldrig glöms. Därför kan kommunen räkna dem och svara på den nationella enkäten direkt."
    />
    <ol class="f-four">
      <li>
        <strong>Informerad</strong>
        <span>Barnet vet vad som händer</span>
      </li>
      <li>
        <strong>Hörd</strong>
        <span>Barnet har fått säga sitt</span>
      </li>
      <li>
        <strong>Vägd</strong>
        <span>Åsikten syns i bedömningen</span>
      </li>
      <li>
        <strong>Berättat</strong>
        <span>Barnet har fått veta vad det ledde till</span>
      </li>
    </ol>
  </div>
);

const SurveyHero: FC = () => (
  <div class="f-hero">
    <PageHead
      heading="En enkät till många, från frågorna till det som publiceras"
      lead="En myndighet frågar kommuner och stadsdelar. Svaren kommer på sidor eller signerade ur kommunernas egna program, kontrolleras när de kommer, och blir tabeller som inte pekar ut någon."
    />
  </div>
);

const DemoSignOn: FC<FrontProps & { demo: Municipality }> = ({ demo, demos, people, back }) => (
  <section>
    <Heading level={2}>Prova i {demo.name}</Heading>
    <Paragraph>
      {isAgency(people) ? "Myndigheten och alla svar till den är påhittade." : "Kommunen och alla människor i den är påhittade."} Prova
      fritt: det du gör finns kvar tills demon återställs. Börja om med en ny demo: <code>npx fortrogen demo reset</code>
    </Paragraph>
    {back === "/" ? <FirstWays demo={demo} people={people} /> : null}
    {demos.length > 1 ? (
      <form method="get" action="/" class="f-filter">
        <div class="ds-field">
          <label class="ds-label" for="kommun">
            Kommun eller myndighet
          </label>
          <select class="ds-input" id="kommun" name="kommun" data-width="auto">
            {demos.map((d) => (
              <option value={d.code} selected={d.code === demo.code}>
                {d.name}
              </option>
            ))}
          </select>
        </div>
        <button class="ds-button" data-variant="secondary" type="submit">
          Byt
        </button>
      </form>
    ) : null}
    <Heading level={3}>Välj vem du vill vara</Heading>
    <ul class="f-people">
      {people.map((person) => (
        <li>
          <form method="post" action="/logga-in/demo">
            <input type="hidden" name="municipality" value={demo.code} />
            <input type="hidden" name="person" value={person.id} />
            <input type="hidden" name="back" value={back} />
            <button type="submit" class="ds-button" data-variant="secondary">
              <span>
                <span class="f-person-name">
                  Logga in som {person.name}, {person.title || roleNames[person.role]}
                </span>
                <span class="f-small f-subtle">
                  {person.unit ? `${person.unit}. ` : ""}
                  {duty[person.role]}.
                </span>
              </span>
            </button>
          </form>
        </li>
      ))}
    </ul>
    {people.length === 0 ? <Paragraph subtle>Demokommunen har ingen personal än.</Paragraph> : null}
  </section>
);

/** The two things that a newcomer should see first, each one press away. */
const FirstWays: FC<{ demo: Municipality; people: readonly DemoPerson[] }> = ({ demo, people }) => {
  const analyst = people.find((person) => person.role === "analyst");
  const caseworker = people.find((person) => person.role === "caseworker");
  const agency = people.find((person) => person.role === "agency");
  return (
    <ul class="f-ways">
      {agency ? (
        <Way demo={demo} person={agency} back="/myndighet" button="Öppna starten" heading="En enkät till alla kommuner och stadsdelar">
          Se vad som har kommit in och vad kontrollerna fann, koda öppna svar och gör en publicering. Demokommunen är med bland dem som
          frågas: det som dess socialchef skriver under och skickar kommer hit.
        </Way>
      ) : null}
      {analyst ? (
        <Way
          demo={demo}
          person={analyst}
          back="/uppfoljning/svar"
          button="Visa svaren på enkäten"
          heading="Den nationella enkäten, redan besvarad"
        >
          Frågorna om barns delaktighet räknas fram ur ärendena, med kön och ålder där det går och med små grupper skyddade.
        </Way>
      ) : null}
      {caseworker ? (
        <Way
          demo={demo}
          person={caseworker}
          back="/arenden"
          button="Öppna arbetslistan"
          heading="Ett samtal med ett barn, dokumenterat på en minut"
        >
          Välj ett ärende i arbetslistan och sedan Informera barnet och samtala med barnet, eller Dokumentera samtal. Eller börja från
          början med Ny anmälan.
        </Way>
      ) : null}
    </ul>
  );
};

type WayProps = { demo: Municipality; person: DemoPerson; back: string; heading: string; button: string; children?: Child };

const Way: FC<WayProps> = ({ demo, person, back, heading, button, children }) => (
  <li class="f-card f-card--tinted">
    <Heading level={3}>{heading}</Heading>
    <Paragraph>{children}</Paragraph>
    <form method="post" action="/logga-in/demo">
      <input type="hidden" name="municipality" value={demo.code} />
      <input type="hidden" name="person" value={person.id} />
      <input type="hidden" name="back" value={back} />
      <button type="submit" class="ds-button">
        {button}
      </button>
    </form>
    <p class="f-small f-subtle">
      Du loggar in som {person.name}, {person.title || roleNames[person.role]}.
    </p>
  </li>
);

/** For those who work in several municipalities. */
export const ChoosePage: FC<{ municipalities: readonly Municipality[] }> = ({ municipalities }) => (
  <>
    <PageHead heading="Vilken kommun ska du arbeta i?" lead="Du har behörighet i flera. Du kan byta genom att logga in på nytt." />
    <form method="post" action="/logga-in/kommun" class="f-form">
      <div class="f-buttons">
        {municipalities.map((m) => (
          <button type="submit" class="ds-button" data-variant="secondary" name="municipality" value={m.code}>
            {m.name}
          </button>
        ))}
      </div>
    </form>
  </>
);
