import { Tokenizer } from "htmlparser2";
import { readContentId } from "./content-id";
import { PlainPage } from "./plain-page";

const paragraphs = new Set(["p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dl", "pre", "blockquote"]);
const blocks = new Set(
  "div tr li dt dd hr header footer section article aside main nav form fieldset address center caption figure body".split(
    " ",
  ),
);
/** What is inside these is no text of the message. Unclosed, they hide the rest, as in a browser. */
const silent = new Set(["script", "style", "title", "template", "svg", "iframe", "noembed", "noframes"]);

/**
 * The text of an HTML message in one pass over it, in linear time and whatever its nesting: blocks become lines,
 * quotations get `> `, links their address, lists their dash, and a picture of the message (by Content-ID) its file's name.
 * At most `maxLength` characters.
 */
export function extractText(html: string, maxLength: number, pictures = new Map<string, string>()): string {
  const page = new PlainPage(maxLength);
  const reader = tagReader(page, pictures);
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname: (start, end) => reader.open(html.slice(start, end).toLowerCase()),
      onattribname: (start, end) => reader.attribute(html.slice(start, end).toLowerCase()),
      onattribdata: (start, end) => reader.attributeText(html.slice(start, end)),
      onattribentity: (codepoint) => reader.attributeText(String.fromCodePoint(codepoint)),
      onattribend: () => {},
      onopentagend: () => reader.opened(),
      onselfclosingtag: () => reader.opened(),
      onclosetag: (start, end) => reader.close(html.slice(start, end).toLowerCase()),
      ontext: (start, end) => reader.text(html.slice(start, end)),
      ontextentity: (codepoint) => reader.text(String.fromCodePoint(codepoint)),
      oncdata: () => {},
      oncomment: () => {},
      ondeclaration: () => {},
      onend: () => {},
      onprocessinginstruction: () => {},
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return page.finish();
}

/** The state between two tags: which one is being opened, and whether what follows is text at all. */
function tagReader(page: PlainPage, pictures: Map<string, string>) {
  let name = "";
  let attribute = "";
  let value = "";
  let silence: string | null = null;
  const kept = new Map<string, string>();

  const keepAttribute = () => {
    if (["href", "alt", "src"].includes(attribute)) kept.set(attribute, value.trim());
    attribute = "";
    value = "";
  };
  return {
    open(tag: string) {
      name = tag;
      kept.clear();
    },
    attribute(key: string) {
      keepAttribute();
      attribute = key;
    },
    attributeText(part: string) {
      if (value.length < 4_000) value += part;
    },
    opened() {
      keepAttribute();
      if (silence === null && silent.has(name)) silence = name;
      if (silence === null) openElement(page, name, kept, pictures);
    },
    close(tag: string) {
      if (silence === tag) silence = null;
      else if (silence === null) closeElement(page, tag);
    },
    text(part: string) {
      if (silence === null) page.write(part);
    },
  };
}

function openElement(page: PlainPage, name: string, attributes: Map<string, string>, pictures: Map<string, string>) {
  if (name === "br") page.breakLine();
  else if (name === "a") page.openLink(attributes.get("href") ?? "");
  else if (name === "img") page.write(pictureMark(attributes, pictures));
  else if (name === "td" || name === "th") page.nextCell();
  else if (paragraphs.has(name)) page.startBlock(2);
  else if (blocks.has(name)) page.startBlock(1);
  if (name === "blockquote") page.quote(1);
  if (name === "pre") page.preserve(1);
  if (name === "ul" || name === "ol") page.openList(name === "ol");
  if (name === "li") page.startItem();
}

function closeElement(page: PlainPage, name: string) {
  if (name === "a") page.closeLink();
  else if (paragraphs.has(name)) page.startBlock(2);
  else if (blocks.has(name)) page.startBlock(1);
  if (name === "blockquote") page.quote(-1);
  if (name === "pre") page.preserve(-1);
  if (name === "ul" || name === "ol") page.closeList();
}

/** In Gmail's own words, so that whoever shows the text finds the file again, whichever client wrote it. */
function pictureMark(attributes: Map<string, string>, pictures: Map<string, string>): string {
  const contentId = readContentId(attributes.get("src"));
  const name = contentId ? pictures.get(contentId) : undefined;
  if (name) return ` [image: ${name}] `;
  return attributes.get("alt") ? ` [${attributes.get("alt")}] ` : " ";
}
