import { withInstance } from "./instance";

// npm run -s mail:receive < message.eml: takes in one message and prints what became of it, as one line of JSON.
await withInstance(async () => {
  const { takeInMail } = await import("@/lib/incoming-mail/take-in-mail");
  const taken = await takeInMail({
    raw: process.stdin,
    door: "stdin",
    peer: null,
    peerTrusted: true,
    envelopeFrom: null,
    envelopeTo: [],
  });
  console.log(JSON.stringify(taken));
});
