import { describeOperations } from "@/app/_doors/api/describe-operations";
import { findCallerLocale } from "@/app/_doors/api/find-caller";
import { refuseOtherMethods } from "@/app/_doors/api/refuse-other-methods";
import { registry } from "@/app/api/v1/_operations/registry";

/** What the API can do, said to anybody: it holds nothing of anybody's. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = refuseOtherMethods({
  async GET(request) {
    const description = describeOperations(registry, await findCallerLocale(request, null));
    return Response.json(description, { headers: { vary: "accept-language" } });
  },
});
