import type { z } from "zod";
import type { Peer } from "@/lib/accounts/session";
import type { Actor } from "@/lib/tenancy/actor";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What an operation is given: the asking person and the request, parsed. */
interface Asked<Params, Query, Body> {
  actor: Actor;
  peer: Peer;
  params: Params;
  query: Query;
  /** As it was sent: the verb parses it again, since it has other doors than this one. */
  body: Body;
}

type Schema = z.ZodType | undefined;
type Out<S> = S extends z.ZodType ? z.output<S> : Record<string, never>;
type In<S> = S extends z.ZodType ? z.input<S> : Record<string, never>;
type Answer<A> = A extends z.ZodType ? z.input<A> : undefined;

/** One operation of the API, declared once: its handler and its description both come from here. */
interface Declaration<P extends Schema, Q extends Schema, B extends Schema, A extends Schema> {
  method: Method;
  /** Under /api/v1, in the manner of OpenAPI: `/tickets/{reference}`. */
  path: string;
  tag: string;
  summary: { fr: string; en: string };
  params?: P;
  query?: Q;
  body?: B;
  /** Absent: 204, with nothing to say. */
  answer?: A;
  /** 200, or 204 without an answer, when absent. */
  status?: 200 | 201;
  run(asked: Asked<Out<P>, Out<Q>, In<B>>): Promise<A extends z.ZodType ? z.input<A> : void>;
  /** The address under /api/v1 of what was made. */
  location?(answer: Answer<A>): string;
  /** How a Conflict shows what stands now. */
  current?(standing: unknown): unknown;
  /** False when it takes no Idempotency-Key: its answer holds a secret, or a refusal must leave its mark. */
  repeatable?: false;
}

/** An operation whose types are forgotten: what the registry lists. */
export interface Operation {
  method: Method;
  path: string;
  tag: string;
  summary: { fr: string; en: string };
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  answer?: z.ZodType;
  status: 200 | 201 | 204;
  run(asked: Asked<unknown, unknown, unknown>): Promise<unknown>;
  location?(answer: unknown): string;
  current?(standing: unknown): unknown;
  repeatable?: false;
}

/** Declares an operation, checking that its parts fit together. */
export function operation<
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
  A extends Schema = undefined,
>(declared: Declaration<P, Q, B, A>): Operation {
  return { ...declared, status: declared.status ?? (declared.answer ? 200 : 204) } as unknown as Operation;
}

/** What another protocol than JSON serves, with handlers of its own: only its description is declared. */
export interface Described {
  method: Method | "HEAD";
  path: string;
  tag: string;
  summary: { fr: string; en: string };
  parameters?: Record<string, unknown>[];
  requestBody?: Record<string, unknown>;
  responses: Record<string, Record<string, unknown>>;
}
