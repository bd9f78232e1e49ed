import { describe, expect, it } from "vitest";
import { addressOf, readAddress, sortedBy } from "@/app/(desk)/tickets/_ui/list-address";

describe("the address of a list", () => {
  it("holds the filters, and leaves out what is empty", () => {
    const { query, filter, unknown } = readAddress({
      phase: "new,open",
      project: "",
      q: "panne",
      after: "abc",
      more: "1",
    });
    expect(query).toEqual({ phase: "new,open", q: "panne" });
    expect(filter).toMatchObject({ phase: ["new", "open"], q: "panne", sort: "updated" });
    expect(unknown).toEqual([]);
    expect(addressOf(query)).toBe("/tickets?phase=new,open&q=panne");
    expect(addressOf(query, { q: "" })).toBe("/tickets?phase=new,open");
    expect(addressOf({})).toBe("/tickets");
  });

  it.each([
    [{ phase: "lost" }, ["phase"]],
    [{ priority: "9" }, ["priority"]],
    [{ openedFrom: "2026-02-31" }, ["openedFrom"]],
    [{ constructor: "x" }, ["constructor"]],
    [{ q: "x".repeat(300) }, ["q"]],
    [{ "drop table": "1" }, ["drop table"]],
  ])("leaves out %j and names it", (asked, named) => {
    const { query, unknown } = readAddress(asked as Record<string, string>);
    expect({ query, unknown }).toEqual({ query: {}, unknown: named });
  });

  it("sorts by a column, then the other way", () => {
    expect(sortedBy({}, "priority")).toBe("/tickets?sort=priority&direction=asc");
    expect(sortedBy({ sort: "priority", direction: "asc" }, "priority")).toBe("/tickets?sort=priority");
    expect(sortedBy({}, "updated")).toBe("/tickets?direction=asc");
    expect(sortedBy({ sort: "priority", phase: "new" }, "updated")).toBe("/tickets?phase=new");
  });
});
