import compile from "icu-minify/compile";
import { describe, expect, test } from "vitest";
import en from "@/app/messages/en";
import fr from "@/app/messages/fr";
import { listMessageUses } from "./message-uses";

/** Keys that end with something known only at run time: t(`schemes.${scheme}`). What stands under them counts as used. */
const dynamicPrefixes = [
  "account.noticesOf.",
  "accounts.attemptOutcomes.",
  "accounts.outcomes.",
  "accounts.states.",
  "administration.doors.",
  "administration.facts.",
  "administration.settings.limits.",
  "administration.settings.units.",
  "administration.settings.unscanned.",
  "administration.types.",
  "approvals.change.",
  "approvals.change.risks.",
  "approvals.change.types.",
  "approvals.link.",
  "approvals.questions.",
  "approvals.seat.",
  "approvals.states.",
  "approvals.subjects.",
  "desk.notices.did.",
  "exports.failures.",
  "exports.formats.",
  "exports.schedule.rhythms.",
  "exports.states.",
  "exports.subjects.",
  "forms.administration.askedAs.",
  "forms.administration.parts.",
  "forms.administration.types.",
  "itemImports.actions.",
  "itemImports.progress.",
  "itemImports.states.",
  "items.cache.scopes.",
  "items.cache.verdicts.",
  "items.facts.",
  "items.impact.",
  "items.filters.",
  "deposits.acts.",
  "deposits.acts.words.",
  "deposits.arrivals.",
  "deposits.columns.",
  "deposits.content.",
  "deposits.environments.",
  "deposits.facts.compressed.",
  "deposits.flags.",
  "deposits.kinds.",
  "deposits.states.",
  "items.administration.fieldTypes.",
  "items.administration.impacts.",
  "items.levels.",
  "items.statuses.",
  "mail.bounces.",
  "mail.course.judged.",
  "mail.decide.suggestedBy.",
  "mail.decisions.",
  "mail.doors.",
  "mail.figures.outcomes.",
  "mail.outbox.kinds.",
  "mail.outbox.states.",
  "mail.outbox.withheld.",
  "mail.outcomes.",
  "mail.reasons.",
  "mail.trust.by.",
  "mail.trust.remarks.",
  "mail.trust.results.",
  "mail.trust.verdicts.",
  "mailboxes.fields.",
  "mailboxes.securities.",
  "mailboxes.states.",
  "mailboxes.troubles.",
  "mailboxes.trusts.",
  "planning.columns.",
  "planning.filters.",
  "planning.kinds.",
  "planning.release.acts.",
  "planning.release.actsIn.",
  "planning.release.environments.",
  "planning.release.outcomeHints.",
  "statistics.averages.",
  "statistics.charts.",
  "statistics.delayOf.",
  "statistics.dimensions.",
  "statistics.figures.",
  "statistics.none.",
  "statistics.periods.",
  "statistics.seconds.",
  "statistics.steps.",
  "tickets.counted.",
  "tickets.environments.",
  "tickets.outcomes.",
  "planning.release.outcomes.",
  "planning.release.reasonLabels.",
  "planning.release.short.",
  "planning.release.standings.",
  "planning.release.steps.",
  "planning.release.types.",
  "planning.views.",
  "portal.phases.",
  "refusals.",
  "shell.groups.",
  "shell.navigation.",
  "shell.schemes.",
  "signIn.notices.",
  "ticketForms.composer.",
  "ticketForms.composer.modes.",
  "ticketForms.fields.",
  "ticketForms.initiators.",
  "ticketForms.levels.",
  "ticketForms.priorities.",
  "tickets.channels.",
  "tickets.deliveries.",
  "tickets.deliveries.to.",
  "tickets.environments.",
  "tickets.events.",
  "tickets.fields.",
  "tickets.files.natures.",
  "tickets.files.safety.",
  "tickets.filters.",
  "tickets.history.doors.",
  "tickets.home.nothing.",
  "tickets.home.parts.",
  "tickets.initiators.",
  "tickets.kinds.",
  "tickets.levels.",
  "tickets.links.",
  "tickets.outcomes.",
  "tickets.participants.roles.",
  "tickets.phases.",
  "tickets.priorities.",
  "tickets.thread.natures.",
  "tickets.views.",
  "workflows.colours.",
  "workflows.meanings.",
  "workflows.movers.",
  "workflows.ownFields.",
  "workflows.phases.",
  "workspaces.impacts.",
  "workspaces.kinds.",
  "workspaces.levels.",
  "workspaces.outOfReach.",
  "workspaces.outcomes.",
  "workspaces.permission.",
  "workspaces.permissionGroups.",
  "workspaces.phases.",
  "workspaces.priorities.",
  "workspaces.projectSide.",
  "workspaces.roles.",
  "workspaces.side.",
  "workspaces.urgencies.",
];

/** Areas whose keys are codes that verbs and doors give, and not words of a screen; tests of refusals watch over them. */
const codes = ["refusals.", "api.titles.", "api.problems."];

const french = flatten(fr);
const english = flatten(en);
const uses = listMessageUses("app/**/*.{ts,tsx}");

describe("the catalogues", () => {
  test("every key that the code asks for is in both languages", () => {
    const missing = uses
      .filter((use) => use.kind === "key")
      .flatMap(({ key, at }) => [
        ...(french.has(key) ? [] : [`fr lacks ${key}, asked at ${at}`]),
        ...(english.has(key) ? [] : [`en lacks ${key}, asked at ${at}`]),
      ]);
    expect(missing).toEqual([]);
  });

  test("every key that the code asks for can be read here", () => {
    const unreadable = uses.filter((use) => use.kind === "unreadable" && !startsWithOneOf(use.key, codes));
    expect(unreadable.map(({ key, at }) => `${at} asks for ${key}: write it as "key" or \`prefix.\${end}\``)).toEqual(
      [],
    );
  });

  test("prefixes of keys are the ones listed above, and each leads to words", () => {
    const asked = uses.filter((use) => use.kind === "prefix");
    const faults = asked.flatMap(({ key, at }) => [
      ...(dynamicPrefixes.includes(key) ? [] : [`${at} makes keys from ${key}: name it in dynamicPrefixes`]),
      ...([...french.keys()].some((one) => one.startsWith(key)) ? [] : [`nothing stands under ${key}, asked at ${at}`]),
    ]);
    expect(faults).toEqual([]);
  });

  test("French and English hold the same keys", () => {
    expect([...english.keys()].sort()).toEqual([...french.keys()].sort());
  });

  test("French and English take the same arguments", () => {
    const different = [...french]
      .filter(([key]) => english.has(key))
      .map(([key, words]) => ({ key, fr: argumentsOf(words), en: argumentsOf(english.get(key)!) }))
      .filter((message) => message.fr.join() !== message.en.join());
    expect(different).toEqual([]);
  });

  test("nothing is kept that nobody asks for", () => {
    const asked = new Set(uses.filter((use) => use.kind === "key").map((use) => use.key));
    const made = uses.filter((use) => use.kind === "prefix").map((use) => use.key);
    const unused = [...french.keys()].filter((key) => !asked.has(key) && !startsWithOneOf(key, [...made, ...codes]));
    expect(unused).toEqual([]);
  });
});

function startsWithOneOf(key: string, prefixes: string[]): boolean {
  return prefixes.some((prefix) => key.startsWith(prefix));
}

function flatten(messages: object, prefix = ""): Map<string, string> {
  const entries = Object.entries(messages).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[prefix + name, value]] : [...flatten(value, `${prefix}${name}.`)],
  );
  return new Map(entries);
}

type Node = string | number | null | undefined | Node[] | { [choice: string]: Node };

function parse(words: string): Node {
  try {
    return compile(words) as Node;
  } catch (fault) {
    throw new Error(`“${words}” is no ICU message: ${(fault as Error).message}`);
  }
}

/** Names and kinds of the arguments of an ICU message, and its tags. */
function argumentsOf(words: string): string[] {
  const message = parse(words);
  const found = new Set<string>();
  const visit = (node: Node) => {
    if (Array.isArray(node)) visitArgument(node);
    else if (typeof node === "object" && node !== null) Object.values(node).forEach(visitMessage);
  };
  const visitMessage = (node: Node) => (Array.isArray(node) ? node.forEach(visit) : undefined);
  const visitArgument = ([name, kind, ...rest]: Node[]) => {
    found.add(`${name} ${typeof kind === "number" ? kinds[kind] : kind === undefined ? "value" : "tag"}`);
    [kind, ...rest].forEach(visit);
  };
  visitMessage(message);
  return [...found].sort();
}

const kinds = ["number", "select", "plural", "ordinal", "number", "date", "time"];
