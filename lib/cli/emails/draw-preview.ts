import { renderLetter } from "@/emails/render-letter";
import type { Sample } from "@/emails/samples";

interface Drawn {
  status: 200 | 404;
  type: string;
  body: string;
  policy: string;
}

const nothing = "default-src 'none'; base-uri 'none'; form-action 'none'";
const styled = `${nothing}; style-src 'unsafe-inline'`;

/** One page of the preview: `/` and `/<sample>` are the frame, `/page/<sample>` and `/text/<sample>` the two bodies of the mail. */
export async function drawPreview(samples: Map<string, Sample>, path: string): Promise<Drawn> {
  const [, kind = "", ...rest] = path.split("/");
  if (kind === "page" || kind === "text") {
    const sample = samples.get(rest.join("/"));
    if (!sample) return notFound;
    const { html, text } = await renderLetter(sample.letter);
    if (kind === "page")
      return { status: 200, type: "text/html; charset=utf-8", body: html, policy: `${styled}; sandbox` };
    return { status: 200, type: "text/plain; charset=utf-8", body: text, policy: `${nothing}; sandbox` };
  }
  const chosen = samples.get(path.slice(1)) ?? (path === "/" ? samples.values().next().value : undefined);
  if (!chosen) return notFound;
  return {
    status: 200,
    type: "text/html; charset=utf-8",
    body: frame(samples, chosen),
    policy: `${styled}; frame-src 'self'`,
  };
}

const notFound: Drawn = {
  status: 404,
  type: "text/plain; charset=utf-8",
  body: "Aucun modèle de ce nom.\n",
  policy: nothing,
};

function frame(samples: Map<string, Sample>, chosen: Sample): string {
  const links = [...samples.keys()].map(
    (id) => `<li><a href="/${asText(id)}"${id === chosen.id ? ' aria-current="page"' : ""}>${asText(id)}</a></li>`,
  );
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${asText(chosen.id)}</title><style>${style}</style>
<nav aria-label="Modèles"><ol>${links.join("")}</ol></nav>
<main><h1>${asText(chosen.letter.subject)}</h1>
<iframe title="Page" src="/page/${asText(chosen.id)}"></iframe><iframe title="Texte" src="/text/${asText(chosen.id)}"></iframe></main></html>`;
}

const style = `
:root { color-scheme: light dark; font: 14px system-ui; }
body { margin: 0; display: grid; grid-template-columns: 20rem 1fr; height: 100vh; }
nav { overflow: auto; border-right: 1px solid #8886; }
ol { list-style: none; margin: 0; padding: .5rem; }
a { display: block; padding: .25rem .5rem; color: inherit; text-decoration: none; border-radius: 4px; overflow-wrap: anywhere; }
a:hover, a[aria-current] { background: #8883; }
main { display: grid; grid-template: auto 1fr / 1fr 1fr; gap: .5rem; padding: .5rem; min-width: 0; }
h1 { grid-column: 1 / -1; margin: 0; font-size: 16px; white-space: pre-wrap; unicode-bidi: isolate; overflow-wrap: anywhere; }
iframe { width: 100%; height: 100%; border: 1px solid #8886; background: #fff; color-scheme: light; }
@media (max-width: 60rem) {
  body { display: block; height: auto; }
  nav { max-height: 30vh; border: 0; }
  main { grid-template-columns: 1fr; }
  iframe { height: 70vh; }
}`;

function asText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
