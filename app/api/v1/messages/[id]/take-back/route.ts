import { serve } from "@/app/_doors/api/serve";
import * as messages from "@/app/api/v1/_operations/messages";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(messages.takeBack);
