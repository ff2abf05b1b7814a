import { answersPage } from "../followup/pages/answers.tsx";
import { answersCsv, answersJson, answersXlsx } from "../followup/pages/downloads.tsx";
import type { Route } from "./page.tsx";

/**
 * Every page of Förtrogen: one line for each. Pages live in their rooms' `pages/`; the address, the title, who may and
 * the place in the menu are said by the page itself. The order here does not matter: exact addresses win over `:names`.
 */
export const routes: readonly Route[] = [answersPage, answersJson, answersCsv, answersXlsx];
