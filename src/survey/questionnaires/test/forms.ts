import { readQuestionnaire } from "../read-questionnaire.ts";
import type { Questionnaire } from "../questionnaire.ts";
import { inOneLine } from "../faults.ts";

/** A questionnaire of one page out of its questions as YAML (each beginning with "- question: …"), for tests. */
export function formText(questions: string, { before = "", after = "" }: { before?: string; after?: string } = {}): string {
  return `id: prov
version: 1
language: sv
title: Prov
${before}pages:
  - page: ett
    title: Ett
    questions:
${questions.replace(/^/gm, "      ")}
${after}`;
}

/** Reads a form that must hold together. */
export function readForm(text: string): Questionnaire {
  const read = readQuestionnaire(text, "prov.yaml");
  if (!read.ok) throw new Error(read.faults.map(inOneLine).join("\n"));
  return read.value;
}
