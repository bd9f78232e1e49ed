import type { TraceLine } from "@/lib/mail-reading/mail";
import { type Findings, noFindings, readResult } from "./authentication";

type Resinfo = { method: string; result: string; properties: Map<string, string> };

/**
 * What one server wrote of a message's sender (Authentication-Results, RFC 8601): its own topmost block, and nothing that stands
 * where a stranger could have written. Null when it wrote none.
 */
export function readServersResults(trace: TraceLine[], server: string, fromDomain: string): Findings | null {
  const blocks = findBlocks(trace, server.toLowerCase());
  if (blocks.length === 0) return null;
  const found = blocks.flatMap((value) => readResinfos(value));
  const first = (method: string) => found.find((info) => info.method === method);
  const spf = first("spf");
  const dmarc = found.find((info) => info.method === "dmarc" && speaksOf(info, fromDomain));
  return {
    ...noFindings,
    spf: spf ? { result: readResult(spf.result), domain: domainOf(spf, "smtp.mailfrom", "smtp.helo") } : null,
    dkim: found
      .filter((info) => info.method === "dkim")
      .slice(0, 10)
      .map((info) => ({ result: readResult(info.result), domain: domainOf(info, "header.d", "header.i") })),
    dmarc: dmarc ? { result: readResult(dmarc.result), domain: domainOf(dmarc, "header.from") ?? fromDomain } : null,
  };
}

/**
 * From the top down to the first hop that is not the server's own. Above every Received line all its fields are its own; under
 * one of its own, only the field that follows: the next may have come with the message.
 */
function findBlocks(trace: TraceLine[], server: string): string[] {
  const blocks: string[] = [];
  let passed = 0;
  for (const { kind, value } of trace) {
    if (kind === "received") {
      if (blocks.length > 0 || isForeignHop(value, server)) break;
      passed += 1;
    } else if (serverOf(value) === server) {
      blocks.push(value);
      if (passed > 0) break;
    }
  }
  return blocks;
}

/** A hop inside a server (`Received: by …`) names no peer; one of its fellows is named under the same domain. */
function isForeignHop(value: string, server: string): boolean {
  const plain = withoutComments(value);
  if (!/(^|\s)from\s/i.test(plain)) return false;
  const by = /(?:^|\s)by\s+([^\s;]{1,255})/i.exec(plain)?.[1]?.toLowerCase() ?? "";
  const labels = server.split(".");
  const family = labels.length > 2 ? labels.slice(1).join(".") : server;
  return by !== server && by !== family && !by.endsWith(`.${family}`);
}

function serverOf(value: string): string {
  const [head = ""] = splitOutsideQuotes(withoutComments(value));
  return unquote(head.trim().split(/\s+/)[0] ?? "").toLowerCase();
}

function readResinfos(value: string): Resinfo[] {
  return splitOutsideQuotes(withoutComments(value))
    .slice(1, 60)
    .flatMap((piece) => {
      const [head = "", ...rest] = piece.trim().split(/\s+(?=[\w.-]+\s*=)/);
      const [, method, result] = /^([a-z0-9-]{1,40})(?:\/\d+)?\s*=\s*"?([a-z]{1,20})/i.exec(head) ?? [];
      if (!method || !result) return [];
      return [{ method: method.toLowerCase(), result, properties: new Map(rest.map(readProperty)) }];
    });
}

function readProperty(piece: string): [string, string] {
  const at = piece.indexOf("=");
  return [piece.slice(0, at).trim().toLowerCase(), unquote(piece.slice(at + 1).trim()).toLowerCase()];
}

/** The domain that a result is about: the first property that is there, without what stands before its @. */
function domainOf({ properties }: Resinfo, ...names: string[]): string | null {
  const value = names.map((name) => properties.get(name)).find((one) => one !== undefined);
  const domain = value?.slice(value.lastIndexOf("@") + 1).replace(/[<>]/g, "");
  return domain && /^[a-z0-9_.-]{1,253}$/.test(domain) ? domain : null;
}

/** A result about another From than the one that is read here is no result about it. */
function speaksOf(info: Resinfo, fromDomain: string): boolean {
  const about = domainOf(info, "header.from");
  return about === null || about === fromDomain || fromDomain.endsWith(`.${about}`);
}

/** Comments nest (RFC 5322, 3.2.2) and may hold anything; those that never close take the rest. */
function withoutComments(value: string): string {
  let depth = 0;
  let quoted = false;
  let plain = "";
  for (let at = 0; at < Math.min(value.length, 10_000); at += 1) {
    const mark = value[at]!;
    if (mark === "\\" && (quoted || depth > 0)) {
      if (depth === 0) plain += mark + (value[at + 1] ?? "");
      at += 1;
    } else if (mark === '"' && depth === 0) {
      quoted = !quoted;
      plain += mark;
    } else if (!quoted && mark === "(") depth += 1;
    else if (!quoted && mark === ")" && depth > 0) depth -= 1;
    else if (depth === 0) plain += mark;
  }
  return plain;
}

function splitOutsideQuotes(value: string): string[] {
  return value.match(/(?:"(?:\\.|[^"\\])*"?|[^;"])+/gs) ?? [];
}

function unquote(value: string): string {
  return value.replace(/^"|"$/g, "").replace(/\\(.)/gs, "$1");
}
