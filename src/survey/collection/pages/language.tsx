import type { FC } from "hono/jsx";
import { ownLanguageName } from "../../../platform/basics/languages.ts";
import { ok } from "../../../platform/basics/result.ts";
import { HiddenFields } from "../../../ui/components/form.tsx";
import type { Tokens } from "../../../ui/components/form.tsx";
import { inLanguage, Paragraph, Words } from "../../../ui/components/text.tsx";
import { definePost } from "../../../ui/page.tsx";
import { inOwn } from "../../questionnaires/own-words.ts";
import { showIn } from "../../questionnaires/shown.ts";
import type { ShownForm } from "../../questionnaires/shown.ts";
import { linksFor } from "../links.ts";
import { getAnswerSet } from "../queries/get-answer-set.ts";
import { loadTexts } from "../../questionnaires/pages/shown-form.ts";
import { loadSet } from "./load-set.ts";

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
    const [key] = context.body.values["sida"] ?? [];
    const page = form.pages.find((one) => one.key === key);
    const links = linksFor(context.actor);
    return ok({ language: wanted, to: page ? links.page(set.id, page.key) : links.set(set.id) });
  },
  done: ({ to }) => to,
  language: ({ language }) => language,
});

/**
 * The languages that a questionnaire has, each in its own name; nothing where it has but one. What is on the page and not saved is not kept when another
 * is chosen. `page` is the page to come back to.
 */
export const LanguageLine: FC<{ words: ShownForm; own: string; to: string; tokens: Tokens; page?: string }> = ({
  words,
  own,
  to,
  tokens,
  page,
}) => {
  if (words.languages.length === 0) return null;
  const current = words.language ?? own;
  return (
    <>
      <form method="post" action={to} class="f-languages" aria-label="Språk">
        <HiddenFields form={{ csrf: tokens.csrf, idempotencyKey: tokens.newKey() }} />
        {page === undefined ? null : <input type="hidden" name="sida" value={page} />}
        {words.languages.map((language) => (
          <button
            type="submit"
            name="sprak"
            value={language}
            aria-current={language === current ? "true" : undefined}
            {...inLanguage({ language })}
          >
            {ownLanguageName(language)}
          </button>
        ))}
      </form>
      <AboutLanguage words={words} />
    </>
  );
};

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
