import { z } from "zod";
import { cookieName } from "../../platform/access/sign-on/cookies.ts";
import type { Operation } from "../../platform/core/door.ts";
import type { Route } from "../../ui/page.tsx";
import { besideIn, sayOf, withNames } from "./field-words.ts";
import { problemBody } from "./problem-body.ts";
import { areaOf, areas } from "./routes.ts";
import { whatHappened } from "./statuses.ts";
import { wordsOf } from "./query-address.ts";

type Json = Record<string, unknown>;

/** What the tags are, in order of name: the areas that the rooms speak of, and the machines'. One without its words is a fault that the document's test finds. */
const tagWords: Readonly<Record<string, string>> = { ...areas, watch: "Om programmet lever och kan arbeta." };

/**
 * The OpenAPI 3.1 document of every action and query, of the files that pages give and of what machines ask: made of the same
 * definitions that the pages use, so it cannot be out of step. `baseUrl` is our own address, without a path.
 */
export function openApiOf(operations: readonly Operation[], routes: readonly Route[], baseUrl: string): Json {
  const isSecure = baseUrl.startsWith("https:");
  return {
    openapi: "3.1.0",
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    info: {
      title: "Förtrogen",
      version: "1",
      license: { name: "EUPL-1.2", identifier: "EUPL-1.2" },
      description:
        "Varje åtgärd och fråga i Förtrogen. Samma behörighet, kontroll och logg som på sidorna. Skicka frågor som innehåller personuppgifter med POST, så att de inte hamnar i adressen. Svaret har de fält som står här och inga andra.",
    },
    servers: [{ url: baseUrl }],
    security: [{ session: [] }],
    tags: tagsOf(operations, routes),
    paths: { ...Object.fromEntries(operations.map((one) => [apiPath(one), itemOf(one)])), ...filePaths(routes), ...watchPaths },
    components: {
      securitySchemes: {
        session: {
          type: "apiKey",
          in: "cookie",
          name: cookieName("session", isSecure),
          description: "Sessionen från inloggningen. Över https heter kakan `__Host-fortrogen`, annars `fortrogen`.",
        },
      },
      schemas: {
        Problem: schemaOf(problemBody, "output"),
        ...Object.fromEntries(
          operations.flatMap((one) => [
            [`${one.name}.input`, schemaOf(one.input, "input")],
            [`${one.name}.output`, schemaOf(one.output, "output")],
          ]),
        ),
      },
      responses: Object.fromEntries(Object.entries(whatHappened).map(([status, words]) => [`Problem${status}`, problemResponse(words)])),
    },
  };
}

/** The address of an action or query. */
export function apiPath(operation: Pick<Operation, "kind" | "name">): string {
  return `/api/${operation.kind === "action" ? "actions" : "queries"}/${operation.name}`;
}

function tagsOf(operations: readonly Operation[], routes: readonly Route[]): Json[] {
  const used = new Set([...operations.map(areaIn), ...routes.filter((route) => route.file).map(areaOf), "watch"]);
  return [...used].sort().map((name) => ({ name, description: tagWords[name] }));
}

function areaIn({ name }: Operation): string {
  return name.slice(0, name.indexOf("."));
}

/**
 * A schema as the document writes it. A moment is a text in JSON; what is only to be read in the program is nothing special in an
 * answer; and a whole number has no bound of the machine's.
 */
function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const beside = besideIn(schema);
  const { $schema: _, ...made } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    target: "draft-2020-12",
    override: ({ zodSchema, jsonSchema }) => {
      sayOf(zodSchema, jsonSchema, { beside, io });
      if (zodSchema._zod.def.type === "date") Object.assign(jsonSchema, { type: "string", format: "date-time" });
      delete jsonSchema.readOnly;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  }) as Json;
  return withNames(made);
}

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** What may be answered instead; a question by its address has no body that could be wrong. */
const always = [401, 403, 404, 409, 422, 429, 500, 503];
const byAddress = [...always, 405].sort((a, b) => a - b);
const withBody = [400, ...always, 408, 413, 415].sort((a, b) => a - b);

function problems(statuses: readonly number[]): Json {
  return Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]));
}

function problemResponse(description: string): Json {
  return {
    description,
    headers: {
      "Retry-After": { description: "Hela sekunder tills det är värt att försöka igen.", schema: { type: "integer", minimum: 0 } },
    },
    content: { "application/problem+json": { schema: reference("Problem") } },
  };
}

function itemOf(operation: Operation): Json {
  const isAskedInBody =
    operation.kind === "action" ||
    parametersOf(operation.input).some(({ required, name }) => required && wordsOf(operation.input).includes(name as string));
  return isAskedInBody ? { post: postOf(operation) } : { get: getOf(operation), post: postOf(operation) };
}

function common(operation: Operation, verb: string, statuses: readonly number[]): Json {
  return {
    operationId: `${operation.name}${verb}`,
    summary: operation.title,
    description: `Får göras av: ${[...new Set(operation.permit.map((permit) => permit.who))].join("; ")}.${limitOf(operation)}`,
    tags: [areaIn(operation)],
    responses: {
      200: { description: "Svaret", content: { "application/json": { schema: reference(`${operation.name}.output`) } } },
      ...problems(statuses),
    },
  };
}

function limitOf({ limit, open }: Operation): string {
  if (open) return ` Högst ${open.failures.most} misslyckade anrop på ${Math.round(open.failures.seconds / 60)} min från ett nät.`;
  return limit ? ` Högst ${limit.most} gånger på ${Math.round(limit.seconds / 60)} minuter för varje person.` : "";
}

const origin = {
  name: "Origin",
  in: "header",
  required: false,
  description: "Förtrogens egen adress. Webbläsaren skickar det själv; ett annat program måste göra det, annars svaras 403.",
  schema: { type: "string", format: "uri" },
};
const key = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "Samma nyckel två gånger inom 30 dagar utförs en gång och ger samma svar.",
  schema: { type: "string", format: "uuid" },
};
const confirm = {
  name: "Confirm",
  in: "header",
  required: false,
  description:
    "Det som `questions` i ett svar 422 frågar om och som stämmer: frågornas `id`, skilda åt med komma. Av frågor med samma `oneOf` besvaras exakt en.",
  schema: { type: "string" },
};

function postOf(operation: Operation): Json {
  const requestBody = { required: true, content: { "application/json": { schema: reference(`${operation.name}.input`) } } };
  // Whoever signs what is sent needs no session: neither an origin nor a key says anything more.
  if (operation.open) return { ...common(operation, "", withBody), security: [], requestBody };
  return {
    ...common(operation, operation.kind === "query" ? ".post" : "", withBody),
    parameters: operation.kind === "action" ? [origin, key, confirm] : [origin],
    requestBody,
  };
}

function getOf(operation: Operation): Json {
  return {
    ...common(operation, "", byAddress),
    parameters: parametersOf(operation.input).filter(({ name }) => !wordsOf(operation.input).includes(name as string)),
  };
}

function parametersOf(input: z.ZodObject): Json[] {
  const { properties = {}, required = [] } = schemaOf(input, "input") as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: "query", required: required.includes(name), schema }));
}

/** The files that pages give, with what they are. They answer faults as pages, for people. */
function filePaths(routes: readonly Route[]): Json {
  const page = { "text/html": { schema: { type: "string" } } };
  const faults = {
    403: "Behörighet saknas.",
    404: "Filen finns inte.",
    422: "Något i adressen behöver rättas.",
    503: "Det gick inte just nu.",
  };
  return Object.fromEntries(
    routes
      .filter(({ kind }) => kind === "staff")
      .flatMap((route) => {
        const { path, title, file } = route;
        if (!file) return [];
        const named = [...path.matchAll(/:(\w+)/gu)].map(([, name = ""]) => name);
        const inPath = named.map((name) => ({ name, in: "path", required: true, schema: { type: "string", format: "uuid" } }));
        const get = {
          operationId: `file${path.replaceAll(/:\w+/gu, "").replaceAll(/[/]+/gu, ".")}`,
          summary: title,
          tags: [areaOf(route)],
          parameters: [...inPath, ...(file.search ? parametersOf(file.search) : [])],
          responses: {
            200: {
              description: "Filen",
              headers: { "Content-Disposition": { description: "Filens namn.", schema: { type: "string" } } },
              content: { [file.type]: { schema: file.body ? schemaOf(file.body, "output") : { type: "string" } } },
            },
            303: { description: "Till inloggningen, för den som inte är inloggad." },
            ...Object.fromEntries(Object.entries(faults).map(([status, description]) => [status, { description, content: page }])),
          },
        };
        return [[path.replaceAll(/:(\w+)/gu, "{$1}"), { get }]];
      }),
  );
}

const alive = { type: "object", properties: { status: { const: "ok" } }, required: ["status"], additionalProperties: false };
const watched = (summary: string, statuses: readonly number[]): Json => ({
  summary,
  tags: ["watch"],
  security: [],
  responses: { 200: { description: "Ja", content: { "application/json": { schema: alive } } }, ...problems(statuses) },
});
const watchPaths: Json = {
  "/halsa": { get: { operationId: "watch.alive", ...watched("Lever programmet?", [413]) } },
  "/redo": { get: { operationId: "watch.ready", ...watched("Kan programmet arbeta?", [413, 503]) } },
};
