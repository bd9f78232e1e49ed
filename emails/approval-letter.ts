import { type About, inLanguage, type Reader } from "./letter";

/** Why somebody is written to about a decision: nobody may choose not to hear of what waits for him. */
export function whyDecide({ language }: Reader, { reference, project }: About, inPlaceOf: string | null): string {
  if (inPlaceOf)
    return inLanguage(language, {
      fr: `Vous recevez ce message parce que ${inPlaceOf} vous a confié ses approbations (${reference}, ${project}).`,
      en: `You receive this message because ${inPlaceOf} handed his approvals to you (${reference}, ${project}).`,
    });
  return inLanguage(language, {
    fr: `Vous recevez ce message parce que votre approbation est demandée sur ${reference} (${project}).`,
    en: `You receive this message because your approval is asked on ${reference} (${project}).`,
  });
}
