import { serve } from "@/app/_doors/api/serve";
import * as beneficiaries from "@/app/api/v1/_operations/beneficiaries";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(beneficiaries.get, beneficiaries.change);
