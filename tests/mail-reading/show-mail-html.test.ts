import fc from "fast-check";
import { Parser } from "htmlparser2";
import { expect, test } from "vitest";
import { showMailHtml } from "@/lib/mail-reading/show-mail-html";

const here = (contentId: string) => (contentId === "a@x" ? "/api/v1/attachments/1/content?inline=1" : null);

test("a picture of the message is fetched from our own route, whatever letters its identifier has", () => {
  expect(showMailHtml('<p>Voir <img src="cid:a@x" alt="x"></p>', here)).toBe(
    '<p>Voir <img alt="x" src="/api/v1/attachments/1/content?inline=1" /></p>',
  );
  const asked: string[] = [];
  showMailHtml('<img src="cid:a&amp;b%22c">', (contentId) => {
    asked.push(contentId);
    return null;
  });
  expect(asked).toEqual(['a&b"c']);
});

test("a picture that the message does not hold is fetched from nowhere", () => {
  expect(showMailHtml('<img src="cid:autre@x" alt="logo"><img src="https://espion.example/p.png" alt="p">', here)).toBe(
    '<img alt="logo" /><img alt="p" />',
  );
});

test("words that look like a picture stay words", () => {
  expect(showMailHtml('<p>&lt;img src="cid:a@x"&gt;</p>', here)).toContain("&lt;img src=");
});

test("what was stored is cleaned again, even if it never was", () => {
  expect(showMailHtml('<p onclick="x()">Bonjour<script>alert(1)</script></p>', here)).toBe("<p>Bonjour</p>");
  expect(showMailHtml("<b>".repeat(10_000), here)).toBeNull();
});

test("whatever the markup, nothing is fetched but from the one route given", () => {
  const pieces = fc.constantFrom(
    ...'<img src="cid:a@x"> <img src=cid:a@x <img <p> " \' > src="cid: src="https://espion.example" href= alt="<img src='.split(
      " ",
    ),
    ...['style="background:url(//espion.example)"', "&quot;", "&lt;img src=&quot;cid:a@x&quot;&gt;", "<a href='//x'>"],
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const shown = showMailHtml(parts.join(" "), here) ?? "";
      const parser = new Parser({
        onopentag(name, { src, href, style }) {
          if (src !== undefined) expect([name, src]).toEqual(["img", "/api/v1/attachments/1/content?inline=1"]);
          if (href !== undefined) expect(href).toMatch(/^(https?:\/\/|mailto:|tel:)/i);
          if (style !== undefined) expect(style).not.toContain("url");
        },
      });
      parser.end(shown);
    }),
    { numRuns: 2_000 },
  );
});
