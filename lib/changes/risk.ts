/** The five questions of a change's risk; each answer is worth 0, 1 or 2, from the calmest to the most worrying. */
export const riskQuestions = ["reach", "novelty", "rehearsal", "return", "moment"] as const;
export type RiskQuestion = (typeof riskQuestions)[number];
export type RiskAnswers = Partial<Record<RiskQuestion, number>>;

/**
 * From 1 (low) to 4 (very high): the answers add up, and what reaches everybody without a way back is never less than high. Null until
 * every question has its answer.
 */
export function riskOf(answers: RiskAnswers): 1 | 2 | 3 | 4 | null {
  const given = riskQuestions.map((question) => answers[question]);
  if (given.some((answer) => answer === undefined)) return null;
  const sum = (given as number[]).reduce((total, answer) => total + answer, 0);
  const level = sum <= 2 ? 1 : sum <= 5 ? 2 : sum <= 7 ? 3 : 4;
  return answers.reach === 2 && answers.return === 2 ? (Math.max(level, 3) as 3 | 4) : level;
}
