import { serve } from "@/app/_doors/api/serve";
import * as delegations from "@/app/api/v1/_operations/delegations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(delegations.list, delegations.give);
