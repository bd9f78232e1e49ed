import { serve } from "@/app/_doors/api/serve";
import * as attachments from "@/app/api/v1/_operations/attachments";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(attachments.list);
