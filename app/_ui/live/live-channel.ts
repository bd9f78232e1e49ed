/** What a page is told: a ticket moved, something may have been missed, the session ended, or nobody can tell (ask by yourself). */
export interface LiveWord {
  about: "ticket" | "missed" | "ended" | "unreachable";
  /** The ticket that moved. */
  reference?: string;
}

const address = "/api/v1/stream";
const channelName = "guichet-live";

/** What a tab that begins to listen asks of the one that holds the connection. */
interface Asked {
  since: number;
}

/** How many words the holding tab keeps for those that come later. */
const mostKept = 200;

/**
 * Hears what happens, and happened since the page was drawn (milliseconds of the server's clock), until the returned function is called. One tab of the browser holds the connection and tells the others: over
 * HTTP/1.1 a browser has six connections to a site, and six open tabs would leave none for pages.
 */
export function hearLive(tell: (word: LiveWord) => void, since: number): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }: MessageEvent<LiveWord | Asked>) => "about" in data && tell(data);
  channel.postMessage({ since } satisfies Asked);
  const leaving = new AbortController();
  const hold = () => {
    const kept: { at: number; word: LiveWord }[] = [];
    channel.addEventListener("message", ({ data }: MessageEvent<LiveWord | Asked>) => {
      if (!("since" in data)) return;
      for (const { at, word } of kept) if (at >= data.since) channel.postMessage(word);
    });
    return holdStream(since, leaving.signal, (word) => {
      kept.push({ at: Date.now(), word });
      kept.splice(0, kept.length - mostKept);
      tell(word);
      channel.postMessage(word);
    });
  };
  // Absent on plain http from another machine: each tab then holds its own.
  if (navigator.locks) navigator.locks.request(channelName, { signal: leaving.signal }, hold).catch(() => {});
  else void hold();
  return () => {
    leaving.abort();
    channel.close();
  };
}

/** Resolves when the page leaves, so that the lock goes to another tab. */
function holdStream(since: number, signal: AbortSignal, tell: (word: LiveWord) => void): Promise<void> {
  return new Promise((resolve) => {
    const source = new EventSource(`${address}?since=${since}`);
    const end = () => {
      source.close();
      resolve();
    };
    let opened = false;
    source.addEventListener("open", () => {
      // What happened between two connections was told to nobody.
      if (opened) tell({ about: "missed" });
      opened = true;
    });
    source.addEventListener("ticket", ({ data }) => tell({ about: "ticket", reference: data }));
    source.addEventListener("missed", () => tell({ about: "missed" }));
    source.addEventListener("ended", () => {
      tell({ about: "ended" });
      source.close();
    });
    source.addEventListener("error", () => {
      // Closed by the browser: the server refused, or something between us breaks streams. Otherwise it tries again by itself.
      if (source.readyState === EventSource.CLOSED) tell({ about: "unreachable" });
    });
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
  });
}
