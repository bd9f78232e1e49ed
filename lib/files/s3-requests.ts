import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { AwsClient } from "aws4fetch";
import { StorageAway } from "@/lib/access/refusals";
import { log } from "@/lib/settings/log";

/** Where an S3-compatible store is, and who we are there. */
export interface S3Settings {
  /** With its scheme, without the bucket. */
  endpoint: string;
  region: string;
  bucket: string;
  accessKey: string;
  secretKey: string;
  /** What stands before each key; may be empty. */
  prefix: string;
}

export interface S3Request {
  method?: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: Buffer | string;
  /** Milliseconds that it may take before it begins to answer, where that is more than usual. */
  patience?: number;
  /** Answers that are no failure, beside those of success. */
  expects?: number[];
}

export type AskS3 = (name: string, request?: S3Request) => Promise<Response>;

/** Milliseconds before each new try, and those that a store has to begin its answer. */
const pauses = [200, 1_000, 3_000];
const usualPatience = 20_000;
/** A store that takes less than this many bytes a millisecond is as good as away. */
const slowest = 64;

/**
 * Asks the store for one thing, signed (AWS Signature Version 4), again when it fails in a way that may pass. Every body is signed
 * with its SHA-256: the store itself refuses what was altered on the way. Throws StorageAway.
 */
export function s3Requests(settings: S3Settings, patience = usualPatience): AskS3 {
  const client = new AwsClient({
    accessKeyId: settings.accessKey,
    secretAccessKey: settings.secretKey,
    service: "s3",
    region: settings.region,
    retries: 0,
  });
  return async (name, request = {}) => {
    const begun = Date.now();
    for (let attempt = 0; ; attempt++) {
      const url = addressOf(settings, name, request.query);
      const answer = await askOnce(client, url, request, request.patience ?? patience).catch((error) => error);
      if (answer instanceof Response && isExpected(answer, request)) return answer;
      const again = !(answer instanceof Response) || answer.status >= 500 || answer.status === 429;
      // Whoever waits for a file waited once: only what fails quickly is tried again.
      const late = Date.now() - begun >= patience;
      if (!again || late || attempt === pauses.length) throw await complain(settings, request, answer);
      if (answer instanceof Response) await answer.body?.cancel();
      await wait(pauses[attempt]);
    }
  };
}

function isExpected(answer: Response, { expects = [] }: S3Request): boolean {
  return answer.ok || expects.includes(answer.status);
}

function addressOf({ endpoint, bucket }: S3Settings, name: string, query: Record<string, string> = {}): string {
  const url = new URL(`${endpoint.replace(/\/$/, "")}/${bucket}/${name}`);
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  return url.href;
}

async function askOnce(client: AwsClient, url: string, request: S3Request, patience: number) {
  const { method = "GET", headers = {}, body = "" } = request;
  const signed = await client.sign(url, {
    method,
    headers: { ...headers, "X-Amz-Content-Sha256": createHash("sha256").update(body).digest("hex") },
    body: body.length > 0 ? (body as BodyInit) : undefined,
  });
  const impatience = new AbortController();
  // Until it begins to answer: what it sends then may take as long as its reader does.
  const timer = setTimeout(() => impatience.abort(), patience + body.length / slowest);
  try {
    return await fetch(signed, { signal: impatience.signal });
  } finally {
    clearTimeout(timer);
  }
}

/** Who runs the instance reads what the store said; who asked for a file reads that it is away. */
async function complain({ bucket }: S3Settings, { method = "GET" }: S3Request, answer: unknown): Promise<Error> {
  const said =
    answer instanceof Response ? await answer.text().catch(() => "") : String((answer as Error).cause ?? answer);
  const status = answer instanceof Response ? answer.status : null;
  log.error({ bucket, method, status, said: said.slice(0, 500) }, "the object store does not answer as it should");
  return new StorageAway();
}
