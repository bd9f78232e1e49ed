import { answerProblem } from "@/app/_doors/api/answer-problem";
import { DoorRefusal } from "@/app/_doors/api/door-refusal";
import { refuseOtherMethods } from "@/app/_doors/api/refuse-other-methods";
import { peerOf } from "@/app/_doors/peer";
import { Refusal } from "@/lib/access/refusals";
import { largestMail } from "@/lib/incoming-mail/incoming-mail";
import { MailTooLarge } from "@/lib/incoming-mail/mail-head";
import { BadSignature, receiveSignedMail, type SignedDelivery } from "@/lib/incoming-mail/receive-signed-mail";
import { log } from "@/lib/settings/log";

/** Takes one raw message, signed; 202 is said only when it is durable, and 503 asks to bring it again. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = refuseOtherMethods({
  async POST(request) {
    try {
      const { id } = await receiveSignedMail(deliveryOf(request));
      return Response.json({ id }, { status: 202, headers: { "cache-control": "no-store" } });
    } catch (error) {
      return answerProblem(request, refusalOf(error), null);
    }
  },
});

function deliveryOf({ headers, body }: Request): SignedDelivery {
  return {
    body: body ?? emptyBody(),
    timestamp: headers.get("x-guichet-timestamp"),
    signature: headers.get("x-guichet-signature"),
    envelopeFrom: headers.get("x-guichet-envelope-from"),
    envelopeTo: headers.get("x-guichet-envelope-to"),
    peer: peerOf(headers).address,
  };
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {}

/** Whatever is not the sender's fault is temporary to him: the disk is full, the database is away. */
function refusalOf(error: unknown): unknown {
  if (error instanceof BadSignature) return new DoorRefusal(401, "bad-signature");
  if (error instanceof MailTooLarge)
    return new DoorRefusal(413, "mail-too-large", { details: { most: largestMail / 1024 ** 2 } });
  if (error instanceof Refusal && error.status < 500) return error;
  log.error({ err: error }, "a message could not be taken");
  return new DoorRefusal(503, "unavailable");
}
