import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { listSamples } from "@/emails/samples";
import { drawPreview } from "./emails/draw-preview";
import { inWords } from "./trouble";
import { words } from "./words";

const usualPort = 3010;

// npm run emails: every mail that Guichet writes, drawn on a page of this machine. It holds invented people only.
await inWords(async () => {
  const samples = new Map(listSamples().map((sample) => [sample.id, sample]));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    drawPreview(samples, decodeURIComponent(pathname)).then(
      ({ status, type, body, policy }) => {
        response.writeHead(status, {
          "content-type": type,
          "content-security-policy": policy,
          "x-content-type-options": "nosniff",
        });
        response.end(body);
      },
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((listening, fail) => {
    // Another one may hold the usual port: any free one serves as well.
    server.once("error", () => server.once("error", fail).listen(0, "127.0.0.1", listening));
    server.listen(usualPort, "127.0.0.1", listening);
  });
  console.log(words.emailsAt(`http://localhost:${(server.address() as AddressInfo).port}`, samples.size));
});
