import { getLocale, getTranslations } from "next-intl/server";
import { answerProblem } from "@/app/_doors/api/answer-problem";
import { getCaller } from "@/app/_doors/api/find-caller";
import { exportResponse } from "@/app/_doors/export-response";
import { detailsIn } from "@/app/_doors/problem";
import type { ImportRefusal } from "@/lib/item-imports/item-import";
import { streamRefusals } from "@/lib/item-imports/stream-refusals";
import type { Actor } from "@/lib/tenancy/actor";

type Context = { params: Promise<{ import: string }> };

/** The refused lines of one's import, with why, as a CSV. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const [t, columns, locale] = await Promise.all([
    getTranslations("refusals"),
    getTranslations("itemImports.columns"),
    getLocale(),
  ]);
  const say = ({ code, details = {}, column }: ImportRefusal) => {
    const said = t.has(code as never)
      ? t(code as never, detailsIn(locale === "en" ? "en" : "fr", details) as never)
      : code;
    return column === undefined ? said : `${column} : ${said}`;
  };
  let caller: Actor | null = null;
  try {
    caller = await getCaller(request);
    const words = { line: columns("line"), reason: columns("reason"), say };
    return exportResponse(await streamRefusals(caller, (await params).import, words));
  } catch (error) {
    return answerProblem(request, error, caller);
  }
}
