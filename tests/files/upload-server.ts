import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { Refusal } from "@/lib/access/refusals";
import { receiveUpload } from "@/lib/files/receive-upload";
import { personActor } from "@/lib/tenancy/actor";

// Started as a process of its own, so that a test can kill it. Believes the account that the header names: sign-in is tested elsewhere.
const server = createServer(async (incoming, outgoing) => {
  const answer = await answerTo(requestOf(incoming), String(incoming.headers["x-account"]));
  await send(answer, outgoing);
});
server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () => {
  console.log((server.address() as { port: number }).port);
});

async function answerTo(request: Request, account: string): Promise<Response> {
  try {
    return await receiveUpload(personActor(account, "api"), request);
  } catch (error) {
    if (error instanceof Refusal) return Response.json({ code: error.code }, { status: error.status });
    return Response.json({ code: String(error) }, { status: 500 });
  }
}

function requestOf(incoming: IncomingMessage): Request {
  const method = incoming.method ?? "GET";
  const body = method === "GET" || method === "HEAD" ? undefined : (Readable.toWeb(incoming) as ReadableStream);
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)] as [string, string]);
  return new Request(`http://127.0.0.1${incoming.url}`, { method, headers, body, duplex: "half" } as RequestInit);
}

async function send(answer: Response, outgoing: ServerResponse) {
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
  outgoing.end(answer.body ? Buffer.from(await answer.arrayBuffer()) : undefined);
}
