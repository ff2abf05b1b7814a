import { definePost } from "../../../ui/page.tsx";
import { surveyLinks } from "../../../survey/collection/links.ts";
import { fillInSurvey } from "../actions/fill-in-survey.ts";

/** Proposes answers to a survey. */
export const fillInPost = definePost({
  path: "/enkater/:answerSetId/fyll-i",
  title: "Enkät",
  action: fillInSurvey,
  done: (_out, { params }) => surveyLinks.set(params.answerSetId),
  notice: "Förslagen är hämtade. Läs och spara varje sida.",
});
