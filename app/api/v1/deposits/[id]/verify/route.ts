import { serve } from "@/app/_doors/api/serve";
import * as deposits from "@/app/api/v1/_operations/deposits";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(deposits.verify);
