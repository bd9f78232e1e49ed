import { describe, expect, test } from "vitest";
import { type CacheRule, judgeCacheRules } from "@/lib/items/cache-rule";

const rule = (name: string, scope: CacheRule["scope"], target = "", inService = true): CacheRule => ({
  ...{ id: name, name, scope, target, inService },
  seconds: 60,
});
const rules = [
  rule("tout", "global"),
  rule("habillage", "types", "css, *.js .WOFF2"),
  rule("photos", "type", "jpg"),
  rule("actualités", "page", "/actualites"),
  rule("médias", "page", "/media/*"),
  rule("médias d’archives", "page", "/media/archives/*"),
  rule("ancienne", "page", "/actualites", false),
];
const winnerOf = (address: string) => judgeCacheRules(rules, address)?.winner?.name ?? null;
const verdictsOf = (address: string) =>
  Object.fromEntries(judgeCacheRules(rules, address)!.verdicts.map(({ rule: { name }, verdict }) => [name, verdict]));

describe("of the rules that apply to an address, the least general prevails", () => {
  test.each([
    ["/", "tout"],
    ["/page-sans-type", "tout"],
    ["https://site.example/style.css?v=3", "habillage"],
    ["/polices/texte.woff2#x", "habillage"],
    ["/PHOTO.JPG", "photos"],
    ["/actualites", "actualités"],
    ["/actualites/", "actualités"],
    ["/actualites/une", "tout"],
    ["/media/une.jpg", "médias"],
    ["/media/archives/une.jpg", "médias d’archives"],
    ["www.site.example/actualites", "actualités"],
    ["/archive.tar.gz", "tout"],
  ])("%s is kept as « %s » says", (address, name) => {
    expect(winnerOf(address)).toBe(name);
  });
});

test("each other rule says why it has no say", () => {
  expect(verdictsOf("/media/archives/une.jpg")).toEqual({
    "médias d’archives": "wins",
    médias: "same-reach",
    actualités: "other-page",
    ancienne: "other-page",
    photos: "more-general",
    habillage: "other-type",
    tout: "more-general",
  });
  expect(verdictsOf("/actualites").ancienne).toBe("not-in-service");
});

test("what is no address is told apart from an address without a rule", () => {
  expect(judgeCacheRules(rules, "  ")).toBeNull();
  expect(judgeCacheRules(rules, "ftp://site.example/x")).toBeNull();
  expect(judgeCacheRules(rules, "javascript:alert(1)")).toBeNull();
  expect(judgeCacheRules([], "/x")).toMatchObject({ winner: null, verdicts: [] });
});
