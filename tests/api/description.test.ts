import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { describeOperations } from "@/app/_doors/api/describe-operations";
import { operations, registry } from "@/app/api/v1/_operations/registry";

const root = join(import.meta.dirname, "../../app/api/v1");
const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;

type Described = Record<string, { operationId: string; parameters: { name: string; in: string }[]; responses: object }>;
const paths = describeOperations(registry, "fr").paths as Record<string, Described>;

/** `/tickets/{reference}/messages` of `tickets/[reference]/messages/route.ts`; an optional rest is both without and with one part. */
const routes = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("/route.ts"))
  .flatMap((file) => {
    const path = `/${file.slice(0, -"/route.ts".length)}`;
    const both = path.endsWith("/[[...path]]")
      ? [path.replace("/[[...path]]", ""), path.replace("[[...path]]", "{id}")]
      : [path];
    return both.map((one) => ({ file, path: one.replaceAll(/\[(\w+)\]/g, "{$1}") }));
  });

test("the description and the routes know the same addresses", () => {
  expect(routes.map(({ path }) => path).sort()).toEqual(Object.keys(paths).sort());
});

const manifest = join(root, "../../../.next/app-path-routes-manifest.json");
const builtAt = existsSync(manifest) ? statSync(manifest).mtimeMs : 0;
const buildIsCurrent = routes.every(({ file }) => statSync(join(root, file)).mtimeMs < builtAt);

test.runIf(buildIsCurrent)("what was built serves the addresses of the description, and no other under /api/v1", () => {
  const built = Object.values(JSON.parse(readFileSync(manifest, "utf8")) as Record<string, string>);
  const ofApi = built.filter((path) => path.startsWith("/api/v1/")).map((path) => path.slice("/api/v1/".length));
  expect(ofApi.sort()).toEqual([...new Set(routes.map(({ file }) => file.slice(0, -"/route.ts".length)))].sort());
});

test("each route answers the methods that the description gives it, and refuses the others", async () => {
  for (const { file, path } of routes) {
    const handlers = (await import(join(root, file))) as Record<string, (request: Request) => Promise<Response>>;
    const described = Object.keys(paths[path]!).map((method) => method.toUpperCase());
    for (const method of described) expect([path, method, typeof handlers[method]]).toEqual([path, method, "function"]);
    if (!operations.some((operation) => operation.path === path)) continue;
    for (const method of methods.filter((one) => !described.includes(one) && one !== "HEAD")) {
      const answer = await handlers[method]!(new Request(`http://localhost:3000/api/v1${path}`, { method }));
      expect([path, method, answer.status]).toEqual([path, method, 405]);
    }
  }
});

test("each operation is named once, says what it does in both languages, and its path's names are its parameters'", () => {
  const english = describeOperations(registry, "en").paths as Record<string, Record<string, { summary: string }>>;
  const ids = Object.values(paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
  expect(new Set(ids).size).toBe(ids.length);
  for (const [path, byMethod] of Object.entries(paths))
    for (const [method, one] of Object.entries(byMethod)) {
      expect((one as unknown as { summary: string }).summary).not.toBe(english[path]![method]!.summary);
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const inPath = one.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
      expect([path, inPath.sort()]).toEqual([path, names.sort()]);
    }
});

test("every reference in the description leads somewhere", () => {
  const document = describeOperations(registry, "fr");
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g);
  for (const [, pointer] of references)
    expect([
      pointer,
      pointer!.split("/").reduce<unknown>((at, part) => (at as Record<string, unknown>)?.[part], document),
    ]).not.toEqual([pointer, undefined]);
});

test("every schema that comes from outside refuses what it does not know", () => {
  for (const { method, path, body, query } of operations)
    for (const schema of [body, query].filter((one) => one !== undefined))
      for (const shape of shapesOf(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" })))
        expect([method, path, shape.additionalProperties]).toEqual([method, path, false]);
});

/** A schema, or each of those between which it lets choose. */
function shapesOf(schema: z.core.JSONSchema.BaseSchema): z.core.JSONSchema.BaseSchema[] {
  return (schema.oneOf ?? schema.anyOf ?? [schema]) as z.core.JSONSchema.BaseSchema[];
}
