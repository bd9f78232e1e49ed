interface Waiting<Asked, Answer> {
  asked: Asked;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * Has what is asked while a journey to the database is under way asked together by the next one, at most `most` at a time: one journey,
 * and one commit, serve them all. `answerAll` gives one answer for each, in their order; when it fails, each is asked alone, so that
 * none spoils what is asked beside it.
 */
export function gather<Asked, Answer>(
  most: number,
  answerAll: (asked: Asked[]) => Promise<Answer[]>,
): (asked: Asked) => Promise<Answer> {
  const waiting: Waiting<Asked, Answer>[] = [];
  let underWay = false;
  const serve = async () => {
    if (underWay) return;
    underWay = true;
    while (waiting.length > 0) await answerTogether(waiting.splice(0, most), answerAll);
    underWay = false;
  };
  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject });
      // A turn later, with all that is asked in this one.
      setImmediate(serve);
    });
}

async function answerTogether<Asked, Answer>(
  together: Waiting<Asked, Answer>[],
  answerAll: (asked: Asked[]) => Promise<Answer[]>,
) {
  try {
    const answers = await answerAll(together.map(({ asked }) => asked));
    for (const [at, { resolve }] of together.entries()) resolve(answers[at]!);
  } catch (error) {
    if (together.length === 1) together[0]!.reject(error);
    else for (const one of together) await answerTogether([one], answerAll);
  }
}
