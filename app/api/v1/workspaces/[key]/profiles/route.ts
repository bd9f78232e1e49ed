import { serve } from "@/app/_doors/api/serve";
import * as choices from "@/app/api/v1/_operations/choices";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(choices.profiles);
