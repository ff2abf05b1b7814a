import type { FC } from "hono/jsx";
import { ownLanguageName } from "../../../platform/basics/languages.ts";
import { ok } from "../../../platform/basics/result.ts";
import { HiddenFields } from "../../../ui/components/form.tsx";
import type { Say, Tokens } from "../../../ui/components/form.tsx";
import { inLanguage, Paragraph, Words } from "../../../ui/components/text.tsx";
import { definePost } from "../../../ui/page.tsx";
import { inOwn } from "../../questionnaires/own-words.ts";
import { alternativeIn, showIn } from "../../questionnaires/shown.ts";
import type { ShownForm } from "../../questionnaires/shown.ts";
import { linksFor } from "../links.ts";
import { getAnswerSet } from "../queries/get-answer-set.ts";
import { loadTexts } from "../../questionnaires/pages/shown-form.ts";
import type { PageActor } from "../../../ui/request.ts";
import { loadSet } from "./load-set.ts";
import type { LoadedSet } from "./load-set.ts";

/** Chooses the language in which the questionnaire is shown, among those that it has: kept in the browser until the session ends, and no part of any answer. */
export const languagePost = definePost({
  path: "/enkater/:answerSetId/sprak",
  outside: { respondent: "/svar/:answerSetId/sprak" },
  title: "Välj språk",
  asks: getAnswerSet,
  async submit(context) {
    const { set, form } = await loadSet(context, context.params.answerSetId);
    const [wanted = ""] = context.body.values["sprak"] ?? [];
    const shown = showIn(form, await loadTexts(context, form, set.texts), wanted);
    if (!shown.ok) return shown;
    const links = linksFor(context.actor);
    const [at = ""] = context.body.values["sida"] ?? [];
    const to = isReadingPage(at) ? { kvittens: links.receipt, "skriv-ut": links.print }[at] : links.set;
    return ok({ language: wanted, to: to(set.id) });
  },
  done: ({ to }) => to,
  language: ({ language }) => language,
});

/** Pages that are read and not written on, to come back to; the survey's first page unless told. */
type ReadingPage = "kvittens" | "skriv-ut";
const isReadingPage = (text: string): text is ReadingPage => text === "kvittens" || text === "skriv-ut";

/** The languages that a questionnaire has, each in its own name, on a page where nothing is written; nothing where it has but one. */
export const LanguageLine: FC<{ words: ShownForm; own: string; to: string; tokens: Tokens; at?: ReadingPage }> = ({
  words,
  own,
  to,
  tokens,
  at,
}) =>
  words.languages.length === 0 ? null : (
    <>
      <form method="post" action={to} class="f-languages" aria-label="Språk">
        <HiddenFields form={{ csrf: tokens.csrf, idempotencyKey: tokens.newKey() }} />
        {at === undefined ? null : <input type="hidden" name="sida" value={at} />}
        <Buttons words={words} own={own} name="sprak" />
      </form>
      <AboutLanguage words={words} />
    </>
  );

/** The same on a page where somebody writes: the buttons send its form, and what was written is shown in the other language, not saved. `form`: its id. */
export const LanguageButtons: FC<{ words: ShownForm; own: string; form: string }> = ({ words, own, form }) =>
  words.languages.length === 0 ? null : (
    <>
      {/* Enter in a field presses the first button of its form: that one saves. */}
      <button type="submit" form={form} hidden />
      <div class="f-languages" role="group" aria-label="Språk">
        <Buttons words={words} own={own} name="_language" form={form} />
      </div>
      <AboutLanguage words={words} />
    </>
  );

const Buttons: FC<{ words: ShownForm; own: string; name: string; form?: string }> = ({ words, own, name, form }) => (
  <>
    {words.languages.map((language) => (
      <button
        type="submit"
        name={name}
        value={language}
        form={form}
        aria-current={language === (words.language ?? own) ? "true" : undefined}
        {...inLanguage({ language })}
      >
        {ownLanguageName(language)}
      </button>
    ))}
  </>
);

/** What a form of a survey says in the language that was chosen there. */
export const inTheirLanguage = {
  choosesLanguage: true,
  say: ({ data: { form, words } }: { readonly data: Pick<LoadedSet, "form" | "words"> }): Say => {
    const alternative = alternativeIn(form, words);
    return (sentence) => inOwn(words.language, sentence, alternative);
  },
} as const;

/** The way back from a page of the set. */
export const back = (actor: PageActor, id: string, { language }: ShownForm) => ({
  href: linksFor(actor).set(id),
  text: <Words of={inOwn(language, "Till enkätens alla sidor")} />,
});

/** That nobody has reviewed a translation, and that some of it is missing. */
export const AboutLanguage: FC<{ words: ShownForm }> = ({ words: { language, direction, isReviewed, hasOwn } }) => {
  const said = [
    ...(isReviewed ? [] : ["Ingen som har språket som modersmål har granskat översättningen."]),
    ...(hasOwn ? ["Det som inte är översatt står på svenska."] : []),
  ];
  if (said.length === 0) return null;
  return (
    <div dir={direction}>
      <Paragraph subtle>
        {said.map((sentence, place) => (
          <>
            {place === 0 ? "" : " "}
            <Words of={inOwn(language, sentence)} />
          </>
        ))}
      </Paragraph>
    </div>
  );
};
