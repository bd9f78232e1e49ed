import { randomBytes } from "node:crypto";
import { serve } from "@/app/_doors/api/serve";
import { operations } from "@/app/api/v1/_operations/registry";
import { sha256 } from "@/lib/journal/event";
import type { World } from "../world";

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came.
  body: any;
}

/** The operations that answered what was asked, in this test file: each answer was held against its schema. */
export const succeeded = new Set<string>();

/** A token of that account, laid in the database as `createToken` would. */
export async function tokenOf(world: World, mail: string): Promise<string> {
  const token = `gui_${randomBytes(32).toString("base64url")}`;
  await world.owner`insert into access_token (account_id, name, token_hash)
    values (${world.account(mail).id}, 'test', ${sha256(token)})`;
  return token;
}

/** Sends a request to the routes' own handlers, as the server would; `body` is made JSON unless it is text or bytes. */
export async function ask(
  token: string | null,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const url = new URL(`/api/v1${path}`, "http://localhost:3000");
  const request = new Request(url, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    body: (body === undefined || typeof body === "string" || body instanceof Uint8Array
      ? body
      : JSON.stringify(body)) as BodyInit,
  });
  const { template, handler } = findHandler(url.pathname, method);
  const response = await handler(request);
  const text = await response.text();
  if (response.ok) succeeded.add(`${method} ${template}`);
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text && isJson(response) ? JSON.parse(text) : null,
  };
}

/** Finds the handler by the registry's paths, which a test holds against the routes. */
function findHandler(pathname: string, method: string) {
  const parts = pathname.slice("/api/v1".length).split("/");
  const templates = [...new Set(operations.map(({ path }) => path))].filter((path) => {
    const wanted = path.split("/");
    return wanted.length === parts.length && wanted.every((part, i) => part.startsWith("{") || part === parts[i]);
  });
  const template = templates.sort((one, other) => one.split("{").length - other.split("{").length)[0];
  if (!template) throw new Error(`No route answers ${pathname}.`);
  const handlers = serve(...operations.filter(({ path }) => path === template));
  return { template, handler: handlers[method as "GET"] };
}

function isJson(response: Response) {
  return /json/.test(response.headers.get("content-type") ?? "");
}
