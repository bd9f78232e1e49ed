import { serve } from "@/app/_doors/api/serve";
import * as events from "@/app/api/v1/_operations/events";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(events.ofAdministration);
