import type { NextRequest } from "next/server";
import { handlers } from "@/app/_doors/auth";
import { isSameOrigin } from "@/app/_doors/same-origin";

export const { GET } = handlers;

/** next-auth asks for its own token; the origin is asked first, and what is longer than any form of ours is not read. */
export async function POST(request: NextRequest) {
  if (!isSameOrigin(request)) return new Response(null, { status: 403 });
  const length = request.headers.get("content-length");
  if (length === null) return new Response(null, { status: 411 });
  if (Number(length) > 16_384) return new Response(null, { status: 413 });
  return handlers.POST(request);
}
