import sanitizeHtml from "sanitize-html";
import { readContentId } from "./content-id";
import { nestsDeeperThan } from "./html-nesting";
import { safeStyle } from "./safe-style";

/** Beyond it sanitize-html's parser takes quadratic time; browsers themselves flatten at 512. */
const deepestNesting = 400;

const options: sanitizeHtml.IOptions = {
  allowedTags: (
    "a abbr address b blockquote br caption center cite code col colgroup dd del div dl dt em figcaption figure font " +
    "h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strike strong sub sup table tbody td " +
    "tfoot th thead tr tt u ul var"
  ).split(" "),
  nonTextTags: ["script", "style", "title", "textarea", "option", "noscript", "template", "svg", "math", "iframe"],
  allowedAttributes: {
    "*": ["style", "dir", "lang", "title", "align", "valign"],
    a: ["href", "rel", "target"],
    img: ["src", "alt", "width", "height"],
    td: ["colspan", "rowspan", "width", "bgcolor"],
    th: ["colspan", "rowspan", "width", "bgcolor"],
    table: ["border", "cellpadding", "cellspacing", "width", "bgcolor"],
    font: ["color", "size"],
    ol: ["start", "type"],
  },
  allowedSchemes: [],
  allowedSchemesByTag: { a: ["http", "https", "mailto", "tel"], img: ["cid"] },
  allowProtocolRelative: false,
  // Read by `safeStyle`: a CSS parser takes most of the time of a whole mail.
  parseStyleAttributes: false,
  transformTags: {
    "*": (tagName, { style, ...attribs }) => {
      const kept = style ? safeStyle(style) : null;
      return { tagName, attribs: kept ? { ...attribs, style: kept } : attribs };
    },
    // A relative address would lead into, or load from, the very site that shows the message.
    a: (tagName, { href, ...attribs }) => ({
      tagName,
      attribs: isOutside(href) ? { ...attribs, href, target: "_blank", rel: "noopener noreferrer nofollow" } : attribs,
    }),
    img: (tagName, { src, ...attribs }) => {
      const contentId = readContentId(src);
      return { tagName, attribs: contentId ? { ...attribs, src: `cid:${contentId}` } : attribs };
    },
  },
  exclusiveFilter: (frame) => frame.tag === "img" && !frame.attribs.src && !frame.attribs.alt,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  textFilter: (text) => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ""),
};

/**
 * The HTML of a message that may be shown inside a page: an allow-list of tags, attributes and styles, nothing loaded
 * from outside, nothing placed out of its box. Null when its nesting is that of an attack.
 */
export function sanitizeMailHtml(html: string): string | null {
  return nestsDeeperThan(html, deepestNesting) ? null : sanitizeHtml(html.toWellFormed(), options);
}

function isOutside(href: string | undefined): href is string {
  return href !== undefined && /^(https?:\/\/|mailto:|tel:)/i.test(href.trim());
}
