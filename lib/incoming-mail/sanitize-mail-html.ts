import sanitizeHtml from "sanitize-html";
import { nestsDeeperThan } from "./html-nesting";

/** Beyond it sanitize-html's parser takes quadratic time; browsers themselves flatten at 512. */
const deepestNesting = 400;

const color = /^(#[0-9a-f]{3,8}|[a-z]{3,24}|rgba?\([\d\s.,%/]{3,40}\))$/i;
const shortLength = /^(0|\d{1,2}(\.\d{1,4})?(px|pt|em|rem|%))$/i;
const border = /^(none|0|\d(\.\d{1,2})?(px|pt))( (none|solid|dashed|dotted|double))?( (#[0-9a-f]{3,8}|[a-z]{3,24}))?$/i;

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
  allowedStyles: {
    "*": {
      color: [color],
      "background-color": [color],
      "font-weight": [/^(normal|bold|bolder|lighter|[1-9]00)$/i],
      "font-style": [/^(normal|italic|oblique)$/i],
      "font-size": [/^([6-9]|[1-3]\d)(\.\d{1,2})?(px|pt)$/i, /^(x{0,2}-?(small|large)|medium|smaller|larger)$/i],
      "text-align": [/^(left|right|center|justify)$/i],
      "text-decoration": [/^(none|underline|line-through)$/i],
      "white-space": [/^(normal|pre|pre-wrap)$/i],
      padding: [shortLength],
      "padding-left": [shortLength],
      border: [border],
      "border-left": [border],
      "border-top": [border],
    },
  },
  transformTags: {
    // A relative address would lead into, or load from, the very site that shows the message.
    a: (tagName, { href, ...attribs }) => ({
      tagName,
      attribs: isOutside(href) ? { ...attribs, href, target: "_blank", rel: "noopener noreferrer nofollow" } : attribs,
    }),
    img: (tagName, { src, ...attribs }) => ({
      tagName,
      attribs: src && /^cid:[^\s]{1,255}$/i.test(src) ? { ...attribs, src } : attribs,
    }),
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
