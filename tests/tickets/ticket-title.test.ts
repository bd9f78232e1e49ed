import { expect, it } from "vitest";
import { TicketTitle } from "@/lib/tickets/ticket";
import { titleFromText } from "@/lib/tickets/ticket-title";

it.each([
  ["Le bouton reste gris", "Le bouton reste gris"],
  ["\n\n  Bonjour,   tout le monde\nsuite", "Bonjour, tout le monde"],
  ["   \n\t", ""],
  [`Depuis ce matin ${"très ".repeat(30)}lentement`, `Depuis ce matin ${"très ".repeat(16).trim()}…`],
  ["é".repeat(300), `${"é".repeat(100)}…`],
  ["😀".repeat(150), `${"😀".repeat(100)}…`],
])("%j is titled %j", (text, title) => {
  expect(titleFromText(text)).toBe(title);
});

it("makes a title that a ticket accepts", () => {
  for (const text of ["x".repeat(5000), "a\tb", "mot ".repeat(400), "😀".repeat(5000)])
    expect(TicketTitle.safeParse(titleFromText(text)).success).toBe(true);
});
