import { Tokenizer } from "htmlparser2";

const voidElements = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
/** What a start tag closes without a word, as htmlparser2 does: thousands of unclosed cells are sloppy, not deep. */
const closes: Record<string, string[]> = {
  p: ["p"],
  li: ["li"],
  dt: ["dt", "dd"],
  dd: ["dt", "dd"],
  tr: ["tr", "th", "td"],
  th: ["th"],
  td: ["th", "td"],
  option: ["option"],
};

/** Whether the elements of `html` nest deeper than `limit`, counted in one linear pass as a parser would open them. */
export function nestsDeeperThan(html: string, limit: number): boolean {
  const open: string[] = [];
  let deepest = 0;
  walkTags(html, {
    open(name) {
      if (deepest > limit || voidElements.has(name)) return;
      while (Object.hasOwn(closes, name) && closes[name]?.includes(open.at(-1) ?? "")) open.pop();
      deepest = Math.max(deepest, open.push(name));
    },
    close(name) {
      const position = deepest > limit ? -1 : open.lastIndexOf(name);
      if (position >= 0) open.length = position;
    },
  });
  return deepest > limit;
}

function walkTags(html: string, seen: { open(name: string): void; close(name: string): void }) {
  const ignore = () => {};
  const tokenizer = new Tokenizer(
    {},
    {
      onopentagname: (start, end) => seen.open(html.slice(start, end).toLowerCase()),
      onclosetag: (start, end) => seen.close(html.slice(start, end).toLowerCase()),
      onattribdata: ignore,
      onattribentity: ignore,
      onattribend: ignore,
      onattribname: ignore,
      oncdata: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onopentagend: ignore,
      onprocessinginstruction: ignore,
      onselfclosingtag: ignore,
      ontext: ignore,
      ontextentity: ignore,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
}
