import type { Problem } from "../basics/result.ts";

/** Something else lies where the database should be. */
export function foreignFolder(path: string): Problem {
  return {
    code: "folder-in-use",
    message: `Mappen ${path} finns men är ingen databas.`,
    hint: "Flytta undan mappen och starta igen, eller ange en annan mapp i FORTROGEN_DATA.",
  };
}

/** What a failure that nobody foresaw means for the one who starts the program. */
export function unexpected(cause: unknown): Problem {
  const { code, message } = cause as { code?: string; message?: string };
  if (code === "28P01") {
    return {
      code: "password-wrong",
      message: "Lösenordet i server.json är inte databasens.",
      hint: "Återställ server.json från samma säkerhetskopia som databasen, eller stoppa Förtrogen, ta bort server.json och starta igen så sätts ett nytt.",
    };
  }
  return {
    code: "postgres-not-started",
    message: `Den inbyggda PostgreSQL kunde inte startas (${code ?? message ?? "okänt fel"}).`,
    hint: "Läs slutet av postgres.log i datamappen. Är filerna skrivna av en annan användare, starta som den användaren.",
  };
}
