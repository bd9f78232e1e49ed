import { answerProblem } from "@/app/_doors/api/answer-problem";
import { NotFound } from "@/lib/access/refusals";

/** An address that nothing else answers, whatever the method. */
const refuse = (request: Request) => answerProblem(request, new NotFound(), null);

export {
  refuse as DELETE,
  refuse as GET,
  refuse as HEAD,
  refuse as OPTIONS,
  refuse as PATCH,
  refuse as POST,
  refuse as PUT,
};
