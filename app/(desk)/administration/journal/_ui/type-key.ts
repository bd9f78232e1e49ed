import type { EventType } from "@/lib/journal/event";

type Key<Type extends string> = Type extends `${infer Noun}.${infer Happened}` ? `${Noun}-${Happened}` : never;

/** A type's key in the catalogue, where a point would mean a level. */
export function typeKey(type: string): Key<EventType> {
  return type.replace(".", "-") as Key<EventType>;
}
