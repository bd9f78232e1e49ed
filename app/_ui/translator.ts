import type { Messages, NamespaceKeys, NestedKeyOf, useTranslations } from "next-intl";

type Area = NamespaceKeys<Messages, NestedKeyOf<Messages>>;

/** What `useTranslations` gives, to pass on: `function words(t: Translator<"tickets">)`. */
export type Translator<Name extends Area> = ReturnType<typeof useTranslations<Name>>;
