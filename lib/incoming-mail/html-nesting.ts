import { Tokenizer } from "htmlparser2";

const voidElements = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
/** Elements that a sibling closes without a word: thousands of unclosed cells are sloppy, not deep. */
const closedBySibling = new Set("p li dt dd tr td th option".split(" "));

/** Whether the elements of `html` nest deeper than `limit`, counted in one linear pass as a parser would open them. */
export function nestsDeeperThan(html: string, limit: number): boolean {
  const open: string[] = [];
  let deepest = 0;
  walkTags(html, {
    open(name) {
      if (deepest > limit || voidElements.has(name)) return;
      if (closedBySibling.has(name)) closeDownTo(open, name, 3);
      deepest = Math.max(deepest, open.push(name));
    },
    close(name) {
      if (deepest <= limit) closeDownTo(open, name, limit);
    },
  });
  return deepest > limit;
}

/** Closes the nearest open `name` and all above it, if it is among the last `reach`; otherwise the tag means nothing. */
function closeDownTo(open: string[], name: string, reach: number) {
  const position = open.lastIndexOf(name);
  if (position >= 0 && position >= open.length - reach) open.length = position;
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
