/** What the operations of the room are told which questionnaire and which part of it by. */
import { z } from "zod";
import { buildsOn } from "../../platform/core/fields.ts";

const badName = "Skriv små bokstäver a–z, siffror och bindestreck, högst 64 tecken. Namnet börjar med en bokstav.";
/** The name of a questionnaire. */
export const formName = z
  .string(badName)
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, badName)
  .max(64, badName);
export const questionNumber = z.string("Frågan finns inte.").regex(/^(?:\d{1,3}[a-z]?|[a-z]{2,30})$/, "Frågan finns inte.");
export const pageKey = z
  .string("Sidan finns inte.")
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "Sidan finns inte.")
  .max(64, "Sidan finns inte.");
/** The save that a change builds on. */
export const follows = buildsOn(1);
/** The longest that a file may be. */
export const longestFile = 500_000;
