import { z } from "zod";
import type { Locale } from "@/app/_ui/locale";
import { getSettings } from "@/lib/settings/environment";
import { problemSentences } from "./describe-problem";
import type { Operation } from "./operation";
import { ProblemShape } from "./problem-shape";

type Json = Record<string, unknown>;

const drawn = new WeakMap<Operation[], Partial<Record<Locale, Json>>>();

/** The description of the API (OpenAPI 3.1), made of the very declarations that the routes serve; drawn once per language. */
export function describeOperations(operations: Operation[], locale: Locale): Json {
  const known = drawn.get(operations) ?? {};
  drawn.set(operations, known);
  known[locale] ??= draw(operations, locale);
  return known[locale];
}

function draw(operations: Operation[], locale: Locale): Json {
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  const drawSchema: Draw = (schema, io) => hoist(schema, io, schemas);
  drawSchema(ProblemShape, "output");
  for (const operation of operations) {
    paths[operation.path] ??= {};
    paths[operation.path]![operation.method.toLowerCase()] = describe(operation, locale, drawSchema);
  }
  return {
    openapi: "3.1.1",
    info: { title: "Guichet", version: "1" },
    servers: [{ url: `${getSettings().url}/api/v1` }],
    security: [{ token: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      responses: {
        Problem: { description: "RFC 9457", content: { "application/problem+json": { schema: refTo("Problem") } } },
      },
    },
    "x-problems": problemSentences(locale),
  };
}

type Draw = (schema: z.ZodType, io: "input" | "output") => Json;

function describe(operation: Operation, locale: Locale, draw: Draw): Json {
  const { method, path, tag, summary, body, answer, status } = operation;
  return {
    operationId: operationId(operation),
    tags: [tag],
    summary: summary[locale],
    parameters: [
      ...parametersOf(operation.params ?? namesIn(path), "path", draw),
      ...(operation.query ? parametersOf(operation.query, "query", draw) : []),
      ...(method === "POST"
        ? [{ name: "Idempotency-Key", in: "header", schema: { type: "string", maxLength: 255 } }]
        : []),
    ],
    ...(body
      ? { requestBody: { required: true, content: { "application/json": { schema: draw(body, "input") } } } }
      : {}),
    responses: {
      [status]: answer
        ? { description: summary[locale], content: { "application/json": { schema: draw(answer, "output") } } }
        : { description: summary[locale] },
      default: { $ref: "#/components/responses/Problem" },
    },
  };
}

/** `getTicketsReferenceNotes`: unique, and the same from one version to the next. */
function operationId({ method, path }: Operation): string {
  const words = path.replaceAll(/[{}]/g, "").split(/[/.-]/).filter(Boolean);
  return method.toLowerCase() + words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join("");
}

function namesIn(path: string): z.ZodType {
  return z.strictObject(Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, z.string()])));
}

function parametersOf(schema: z.ZodType, place: "path" | "query", draw: Draw): Json[] {
  const { properties = {}, required = [] } = draw(schema, "input") as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: property,
  }));
}

/** The JSON Schema of a zod schema, its named parts moved among the components. */
function hoist(schema: z.ZodType, io: "input" | "output", components: Json): Json {
  const json = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Json;
  const { $schema: _, $defs = {}, ...own } = relink(json);
  Object.assign(components, $defs);
  return own;
}

function relink(json: Json): Json {
  return JSON.parse(JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/'));
}

function refTo(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}
