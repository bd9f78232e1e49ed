import { serve } from "@/app/_doors/api/serve";
import * as tickets from "@/app/api/v1/_operations/tickets";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(tickets.get, tickets.change);
