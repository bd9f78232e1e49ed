import { createTranslator } from "use-intl/core";
import { detailsIn, type Problem } from "@/app/_doors/problem";
import type { Locale } from "@/app/_ui/locale";
import en from "@/app/messages/en";
import fr from "@/app/messages/fr";
import { getSettings } from "@/lib/settings/environment";

/** The sentences of every problem: those of the door itself, and those that all doors share. */
export function problemSentences(locale: Locale): Record<string, string> {
  const { api, ...areas } = { fr, en }[locale];
  const shared = (areas as { refusals?: Record<string, string> }).refusals ?? {};
  return { ...shared, ...api.problems };
}

/** A problem as RFC 9457 wants it told; `type` leads to its sentence in the description of the API, `instance` to the log. */
export function describeProblem(problem: Problem, locale: Locale, presentCurrent?: (standing: unknown) => unknown) {
  const { status, code, details, fields, current } = problem;
  const say = speaker(locale);
  return {
    type: `${getSettings().url}/api/v1/openapi.json#/x-problems/${code}`,
    title: { fr, en }[locale].api.titles[String(status) as "400"] ?? code,
    status,
    detail: say(code, details),
    code,
    instance: `tag:${new URL(getSettings().url).hostname},2026:${details.id ?? crypto.randomUUID().slice(0, 8)}`,
    ...(fields.length > 0
      ? { errors: fields.map((one) => ({ field: one.field, code: one.code, detail: say(one.code, one.details) })) }
      : {}),
    ...(current && presentCurrent ? { current: presentCurrent(current) } : {}),
  };
}

/** A code without its sentence is a fault that a test finds; here it still says its name. */
function speaker(locale: Locale) {
  const sentences = problemSentences(locale);
  const translate = createTranslator({ locale, messages: sentences as Record<string, string> });
  return (code: string, details: Record<string, string | number>) =>
    sentences[code] === undefined ? code : translate(code as never, detailsIn(locale, details) as never);
}
