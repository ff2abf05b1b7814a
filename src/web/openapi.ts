import { z } from "zod";
import type { Operation } from "../core/door.ts";

type Json = Record<string, unknown>;

/** Carries the ids of the questions that are answered yes. */
const confirmHeader = "confirm";

/** The OpenAPI 3.1 document of every action and query: made of the same definitions that the pages use, so it cannot be out of step. */
export function openApiOf(operations: readonly Operation[], baseUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations)
    paths[apiPath(operation)] =
      operation.kind === "action" ? { post: postOf(operation) } : { get: getOf(operation), post: postOf(operation) };
  return {
    openapi: "3.1.0",
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    info: {
      title: "Förtrogen",
      version: "1",
      license: { name: "EUPL-1.2", identifier: "EUPL-1.2" },
      description:
        "Varje åtgärd och fråga i Förtrogen. Samma behörighet, kontroll och logg som på sidorna. Skicka frågor som innehåller personuppgifter med POST, så att de inte hamnar i adressen.",
    },
    servers: [{ url: baseUrl }],
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: {
        session: {
          type: "apiKey",
          in: "cookie",
          name: "fortrogen",
          description: "Sessionen från inloggningen; över https heter kakan __Host-fortrogen.",
        },
      },
      schemas: { Problem: problemSchema },
      responses: {
        Problem: {
          description: "Det gick inte. `code` är till för program, `title` och `detail` för människor.",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
    },
  };
}

const problemSchema: Json = {
  type: "object",
  required: ["type", "title", "status", "code"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string" },
    detail: { type: "string" },
    errors: {
      type: "array",
      items: { type: "object", required: ["field", "message"], properties: { field: { type: "string" }, message: { type: "string" } } },
    },
    questions: {
      type: "array",
      description:
        "Inget är gjort. Skicka samma anrop igen med id för det som stämmer i huvudet. Av frågor med samma ord besvaras exakt en.",
      items: {
        type: "object",
        required: ["id", "field", "yes"],
        properties: { id: { type: "string" }, field: { type: "string" }, yes: { type: "string" }, oneOf: { type: "string" } },
      },
    },
    comparison: {
      type: "array",
      description: "Det som är känt bredvid det som skickades. Det kända utelämnas där det inte får visas.",
      items: {
        type: "object",
        required: ["field", "label", "known", "typed", "differs"],
        properties: {
          field: { type: "string" },
          label: { type: "string" },
          known: { type: ["string", "null"] },
          typed: { type: "string" },
          differs: { type: "boolean" },
        },
      },
    },
  },
};

/** The address of an action or query. */
export function apiPath(operation: Pick<Operation, "kind" | "name">): string {
  return `/api/${operation.kind === "action" ? "actions" : "queries"}/${operation.name}`;
}

function schemaOf(operation: Operation): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(operation.input, {
    io: "input",
    unrepresentable: "any",
    target: "draft-2020-12",
  }) as Json;
  return schema;
}

function common(operation: Operation, verb: string): Json {
  return {
    operationId: `${operation.name}${verb}`,
    summary: operation.title,
    description: `Får göras av: ${operation.permit.map((permit) => permit.who).join("; ")}.`,
    tags: [operation.name.split(".")[0]],
    responses: {
      200: { description: "Svaret", content: { "application/json": { schema: true } } },
      ...Object.fromEntries([400, 401, 403, 404, 409, 422].map((status) => [status, { $ref: "#/components/responses/Problem" }])),
    },
  };
}

function postOf(operation: Operation): Json {
  const key = {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description: "Samma nyckel två gånger utförs en gång.",
    schema: { type: "string", format: "uuid" },
  };
  const confirm = {
    name: confirmHeader,
    in: "header",
    required: false,
    description: "Id för de frågor som besvaras med ja, med komma emellan.",
    schema: { type: "string" },
  };
  return {
    ...common(operation, operation.kind === "query" ? ".post" : ""),
    ...(operation.kind === "action" ? { parameters: [key, confirm] } : {}),
    requestBody: { required: true, content: { "application/json": { schema: schemaOf(operation) } } },
  };
}

function getOf(operation: Operation): Json {
  const schema = schemaOf(operation) as { properties?: Record<string, Json>; required?: string[] };
  const parameters = Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: "query",
    required: schema.required?.includes(name) ?? false,
    schema: property,
  }));
  return { ...common(operation, ""), parameters };
}
