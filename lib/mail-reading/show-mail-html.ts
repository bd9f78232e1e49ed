import { sanitizeMailHtml } from "./sanitize-mail-html";

/**
 * The HTML of a message as a page may show it: cleaned again whatever was stored, its pictures fetched from `addressOf` and from nowhere
 * else. Null when it cannot be shown safely.
 */
export function showMailHtml(html: string, addressOf: (contentId: string) => string | null): string | null {
  const clean = sanitizeMailHtml(html);
  if (clean === null) return null;
  return clean.replace(/(<img [^>]*?)src="cid:([^"]*)" ?/g, (_, before: string, written: string) => {
    const address = addressOf(unescapeAttribute(written));
    return address ? `${before}src="${address.replace(/&/g, "&amp;").replace(/"/g, "&quot;")}" ` : before;
  });
}

function unescapeAttribute(text: string): string {
  return text
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&");
}
