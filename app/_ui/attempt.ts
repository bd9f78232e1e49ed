import { drawKey } from "./draw-key";

/**
 * The key under which to send `content`: that of the last attempt when nothing changed since, else a new one. The same content sent
 * again after a cut is then one message, not two. `kept` is to be remembered with the draft.
 */
export function attemptOf(last: string, content: string): { key: string; kept: string } {
  const [key = "", ...rest] = last.split(" ");
  if (key && rest.join(" ") === content) return { key, kept: last };
  const drawn = drawKey();
  return { key: drawn, kept: `${drawn} ${content}` };
}
