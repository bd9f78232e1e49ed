import { serve } from "@/app/_doors/api/serve";
import * as actions from "@/app/api/v1/_operations/ticket-actions";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(actions.cancel);
