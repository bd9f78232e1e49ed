import { z } from "zod";
import type { Locale } from "@/app/_ui/locale";
import { getSettings } from "@/lib/settings/environment";
import { problemSentences } from "./describe-problem";
import type { Described, Operation } from "./operation";
import { ProblemShape } from "./problem-shape";

type Json = Record<string, unknown>;

export interface Registry {
  operations: Operation[];
  described: Described[];
}

const drawn = new WeakMap<Registry, Partial<Record<Locale, Json>>>();

/** The description of the API (OpenAPI 3.1), made of the very declarations that the routes serve; drawn once per language. */
export function describeOperations(registry: Registry, locale: Locale): Json {
  const known = drawn.get(registry) ?? {};
  drawn.set(registry, known);
  known[locale] ??= draw(registry, locale);
  return known[locale];
}

function draw({ operations, described }: Registry, locale: Locale): Json {
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  const drawSchema: Draw = (schema, io) => hoist(schema, io, schemas);
  drawSchema(ProblemShape, "output");
  const place = (of: { path: string; method: string }, description: Json) => {
    paths[of.path] = { ...paths[of.path], [of.method.toLowerCase()]: description };
  };
  for (const operation of operations) place(operation, describe(operation, locale, drawSchema));
  for (const one of described) place(one, describeForeign(one, locale, drawSchema));
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

function describeForeign(one: Described, locale: Locale, draw: Draw): Json {
  const { path, tag, summary, parameters = [], requestBody, responses } = one;
  return {
    operationId: operationId(one),
    tags: [tag],
    summary: summary[locale],
    parameters: [...parametersOf(namesIn(path), "path", draw), ...parameters],
    ...(requestBody ? { requestBody } : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(responses).map(([status, said]) => [status, { description: summary[locale], ...said }]),
      ),
      default: { $ref: "#/components/responses/Problem" },
    },
  };
}

/** `getTicketsReferenceNotes`: unique, and the same from one version to the next. */
function operationId({ method, path }: { method: string; path: string }): string {
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
    // `field[site]=…`; read-address takes `field.site=…` for the same.
    ...((property as Json).type === "object" ? { style: "deepObject", explode: true } : {}),
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
