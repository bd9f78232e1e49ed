import fc from "fast-check";
import { Parser } from "htmlparser2";
import { expect, test } from "vitest";
import { extractText } from "@/lib/mail-reading/extract-text";
import { sanitizeMailHtml } from "@/lib/mail-reading/sanitize-mail-html";

const pieces = fc.constantFrom(
  ..."<p> </p> <a> </a> <b <img <svg> </svg> <math> <style> </style> <script> </script> <textarea> </textarea>".split(
    " ",
  ),
  ..."<noscript> </noscript> <template> <!-- --> <![CDATA[ ]]> <title> </title> <xmp> <plaintext> <table> <td>".split(
    " ",
  ),
  ' href="javascript:alert(1)"',
  " href='https://x.example/'",
  ' src="cid:a"',
  ' src="https://espion.example/p"',
  ' style="position:fixed;color:red"',
  ' style="background:url(x)"',
  " onerror=alert(1)",
  ' title="--><img src=x onerror=alert(1)>"',
  "<a href=&#106;avascript:alert(1)>",
  "<iframe srcdoc='<script>alert(1)</script>'>",
  ">",
  "/>",
  '"',
  "&lt;script&gt;",
  "texte",
  "\0",
);

const safeTags = /^(a|b|br|blockquote|div|img|p|table|tbody|td|th|tr|ul|ol|li|span)$/;

test("nothing but harmless tags and attributes comes out of any soup", () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (soup) => {
      const clean = sanitizeMailHtml(soup.join("")) ?? "";
      const parser = new Parser({
        onopentag(name, attributes) {
          expect(name).toMatch(safeTags);
          for (const [key, value] of Object.entries(attributes)) {
            expect(key).toMatch(/^(href|src|style|title|target|rel)$/);
            if (key === "href") expect(value).toBe("https://x.example/");
            if (key === "src") expect(value).toBe("cid:a");
            if (key === "style") expect(value).toBe("color:red");
          }
        },
        oncomment: (comment) => expect(comment).toBe("no comment is kept"),
      });
      parser.end(clean);
    }),
    { numRuns: 3_000 },
  );
});

test("the text of any soup is within its bound and says nothing of scripts", () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), fc.nat(100), (soup, bound) => {
      expect(extractText(soup.join(""), bound).length).toBeLessThanOrEqual(bound);
    }),
  );
  expect(extractText("avant<script>alert(1)</script><style>p{}</style>après", 100)).toBe("avantaprès");
});
