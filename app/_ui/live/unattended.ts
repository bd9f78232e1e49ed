/** Says to the server, for the seconds of one request, that a page asks by itself: such a request keeps no session awake. */
export const unattendedCookie = "guichet-unattended";

/** Milliseconds since the last key or click during which somebody is held to be there. */
const presence = 60_000;

let lastSign = 0;

if (typeof window !== "undefined") {
  const note = () => {
    lastSign = Date.now();
  };
  for (const sign of ["pointerdown", "keydown"]) window.addEventListener(sign, note, { passive: true, capture: true });
}

/** To be called before a request that nobody made. */
export function noteUnattended() {
  if (Date.now() - lastSign < presence) return;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet.
  document.cookie = `${unattendedCookie}=1; path=/; max-age=3; samesite=strict`;
}
