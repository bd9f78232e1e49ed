import { NotFound } from "@/lib/access/refusals";
import { DoorRefusal } from "./door-refusal";
import { ensureText } from "./read-json";

const root = "/api/v1";

/** The values of a template's `{names}` in an address, decoded. Throws NotFound when it cannot be decoded. */
export function readParams(url: URL, template: string): Record<string, string> {
  const wanted = template.split("/");
  const given = url.pathname.slice(root.length).split("/");
  return Object.fromEntries(
    wanted.flatMap((part, position) =>
      part.startsWith("{") ? [[part.slice(1, -1), decodePart(given[position] ?? "")]] : [],
    ),
  );
}

function decodePart(part: string): string {
  try {
    const text = decodeURIComponent(part);
    ensureText(text, "");
    return text;
  } catch {
    throw new NotFound();
  }
}

type Values = Record<string, string | string[]>;

/**
 * The query, each name once, or an array where it comes several times; `field.site` and `field[site]` are one value inside `field`.
 * Throws DoorRefusal when it is not text.
 */
export function readQuery(url: URL): Record<string, string | string[] | Values> {
  const flat = readFlat(url);
  const nested: Record<string, string | string[] | Values> = {};
  for (const [name, value] of Object.entries(flat)) {
    const [, outer, inner] = /^([a-z]+)(?:\.([^.[\]]+)|\[([^.[\]]+)\])$/i.exec(name)?.filter(Boolean) ?? [];
    const known = outer ? nested[outer] : undefined;
    if (!outer || !inner || (known !== undefined && (typeof known !== "object" || Array.isArray(known))))
      nested[name] = value;
    else nested[outer] = Object.fromEntries([...Object.entries(known ?? {}), [inner, value]]);
  }
  return nested;
}

function readFlat(url: URL): Values {
  ensureUtf8(url.search);
  const query: Values = Object.create(null);
  for (const [name, value] of url.searchParams) {
    ensureText(name, "");
    ensureText(value, name.slice(0, 60));
    const known = query[name];
    query[name] = known === undefined ? value : [known, value].flat();
  }
  return { ...query };
}

/** URLSearchParams would quietly turn bad bytes into U+FFFD. */
function ensureUtf8(search: string) {
  try {
    decodeURIComponent(search.replace(/%(?![0-9a-f]{2})/gi, "%25"));
  } catch {
    throw new DoorRefusal(400, "not-utf8");
  }
}
