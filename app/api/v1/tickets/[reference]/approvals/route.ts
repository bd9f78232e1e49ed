import { serve } from "@/app/_doors/api/serve";
import * as approvals from "@/app/api/v1/_operations/approvals";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(approvals.list, approvals.ask);
