import type { FC } from "hono/jsx";
import { hasRole } from "../../../platform/core/actor.ts";
import { saidName } from "../../../platform/core/journal.ts";
import { formatDateTime } from "../../../platform/basics/dates.ts";
import { PostButton } from "../../../ui/components/form.tsx";
import { PageHead } from "../../../ui/components/layout.tsx";
import { SummaryList, TaskList } from "../../../ui/components/lists.tsx";
import { Alert, ButtonRow, Card, Heading, Link, LinkButton, Paragraph, Spoken, Words } from "../../../ui/components/text.tsx";
import { definePage } from "../../../ui/page.tsx";
import { inOwn } from "../../questionnaires/own-words.ts";
import { askedPages, walkForm } from "../../questionnaires/skip.ts";
import { linksFor, sendingLinks, surveysPath } from "../links.ts";
import { getAnswerSet } from "../queries/get-answer-set.ts";
import { getSending } from "../queries/get-sending.ts";
import type { SendingShown } from "../queries/get-sending.ts";
import { isSignedAsSaved } from "../signed.ts";
import { answersAsProposed, countedQuestions, countOrigins, origins, progressOf, savedAnswers } from "../standing.ts";
import { LanguageLine } from "./language.tsx";
import { loadSet } from "./load-set.ts";
import { SignatureNote } from "./signature.tsx";

/** A survey: its pages and who has saved them, where the answers come from, and the way to sign. */
export const surveyOverview = definePage({
  path: "/enkater/:answerSetId",
  outside: { respondent: "/svar/:answerSetId" },
  title: "Enkät",
  asks: getAnswerSet,
  async load(context) {
    const loaded = await loadSet(context, context.params.answerSetId);
    const sends = loaded.set.signatures.length > 0 && hasRole(context.actor, "analyst", "director");
    return { ...loaded, sending: sends ? await context.ask(getSending, { answerSetId: loaded.set.id }) : null };
  },
  view: ({ data: { set, form, words, sending }, actor, today, tokens }) => {
    const links = linksFor(actor);
    const isUnit = actor.kind === "respondent";
    const maySign = isUnit || hasRole(actor, "director");
    const saved = savedAnswers(set);
    const proposed = answersAsProposed(form, set);
    const { questions } = walkForm(form, proposed);
    const counts = countOrigins(form, set, proposed);
    const all = countedQuestions(form, proposed).length;
    const isSigned = isSignedAsSaved(form, set);
    const isOpen = today <= set.closesOn;
    const house = (sentence: string) => inOwn(words.language, sentence);
    const titles = new Map(words.pages.map(({ key, title }) => [key, title]));
    return (
      <Spoken language={words.language}>
        <PageHead
          heading={<Words of={words.title} />}
          lead={<Words of={house(`${isUnit ? `${set.answeredBy.name}. ` : ""}Sista svarsdag ${set.lastDay}.`)} />}
          {...(isUnit ? {} : { back: { href: surveysPath, text: "Till enkäterna" } })}
        />
        <LanguageLine words={words} own={form.language} to={links.language(set.id)} tokens={tokens} />
        {isUnit ? (
          <Paragraph>
            <Words
              of={house(
                `Du svarar som ${saidName(actor.name, actor.title)}. Fler kan svara samtidigt, var och en med samma länk: den som är sist på en sida får se vad som står. Skriv inget som går att koppla till en enskild persons hälsa eller levnadsförhållanden.`,
              )}
            />
          </Paragraph>
        ) : null}
        <SignatureNote loaded={{ set, form, words }} receipt={links.receipt(set.id)} />
        {sending === null ? null : <SendingNote sending={sending} isSigned={isSigned} />}
        {isOpen ? null : (
          <Alert tone="info">
            <Words of={house("Enkäten är stängd. Det går att läsa svaren men inte att ändra dem.")} />
          </Alert>
        )}
        <section>
          <Heading level={2}>
            <Words of={house("Sidor")} />
          </Heading>
          <TaskList
            label="Enkätens sidor"
            tasks={askedPages(form, proposed).map((page) => {
              const last = set.pages.find((one) => one.page === page.key);
              const { answered, asked } = progressOf(page, last ? saved : new Map(), questions);
              return {
                text: titles.get(page.key) ?? page.title,
                href: links.page(set.id, page.key),
                status: house(last === undefined ? "Inte sparad" : asked === 0 ? "Sparad" : `${answered} av ${asked} besvarade`),
                tone: last === undefined ? ("neutral" as const) : answered === asked ? ("success" as const) : ("warning" as const),
                ...(last
                  ? {
                      hint: (
                        <Words of={house(`Senast ${formatDateTime(new Date(last.at))} av ${last.by}${last.late ? ", sent svar" : ""}`)} />
                      ),
                    }
                  : {}),
              };
            })}
          />
        </section>
        {isUnit ? null : (
          <Card heading="Var svaren kommer ifrån">
            <Paragraph>
              {`${all - counts["för hand"]} av ${all} frågor har förslag som ni inte har ändrat. Ett förslag är inget svar förrän någon har läst och sparat sidan.`}
            </Paragraph>
            <SummaryList rows={origins.map((origin) => ({ term: originWords[origin], value: String(counts[origin]) }))} />
            {isOpen && hasRole(actor, "analyst", "director") ? (
              <PostButton tokens={tokens} to={links.fill(set.id)}>
                {set.proposals.length === 0 ? "Hämta förslag ur ärendena och registret" : "Hämta förslagen på nytt"}
              </PostButton>
            ) : null}
          </Card>
        )}
        <ButtonRow>
          {isOpen && maySign ? (
            <LinkButton href={links.sign(set.id)} variant={isSigned ? "secondary" : "primary"}>
              <Words of={house("Granska och skriv under")} />
            </LinkButton>
          ) : null}
          <LinkButton href={links.print(set.id)} variant="secondary">
            <Words of={house("Läs och skriv ut")} />
          </LinkButton>
          {isUnit ? null : (
            <LinkButton href={links.comparison(set.id)} variant="secondary">
              Jämför
            </LinkButton>
          )}
          <LinkButton href={links.csv(set.id)} variant="tertiary">
            <Words of={house("Hämta svaren som CSV")} />
          </LinkButton>
        </ButtonRow>
        {isOpen && (isUnit || !maySign) ? (
          <Paragraph subtle>
            <Words of={house("Socialchefen skriver under när alla sidor är klara.")} />
          </Paragraph>
        ) : null}
        {set.answeredBy.contact === null ? null : (
          <Paragraph>
            <Words of={house(`Frågor om enkäten: ${set.answeredBy.contact}`)} />
          </Paragraph>
        )}
      </Spoken>
    );
  },
});

/** The next step of what is signed: that it is sent, or how it went. */
const SendingNote: FC<{ sending: SendingShown; isSigned: boolean }> = ({ sending: { id, sending, signature, receipts }, isSigned }) => {
  const isReceived = receipts.some((one) => one.signature === signature);
  const isGoing = sending?.isGoing === true && sending.signature === signature;
  if (!isSigned || isReceived || isGoing)
    return (
      <Paragraph>
        <Link href={sendingLinks.page(id)}>
          {isGoing ? "Svaren är på väg till myndigheten" : isSigned ? "Svaren är mottagna: kvittot" : "Vad som har skickats"}
        </Link>
      </Paragraph>
    );
  return (
    <Card heading="Nästa steg: skicka svaren" tinted>
      <Paragraph>Svaren är underskrivna, men myndigheten har inte fått dem.</Paragraph>
      <ButtonRow>
        <LinkButton href={sendingLinks.page(id)}>Skicka svaren</LinkButton>
      </ButtonRow>
    </Card>
  );
};

const originWords = {
  ärendena: "Ur ärendena",
  registret: "Ur registret över rutiner",
  "förra svaret": "Ur förra svaret",
  "för hand": "För hand",
} as const;
