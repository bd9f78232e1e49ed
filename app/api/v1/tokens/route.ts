import { serve } from "@/app/_doors/api/serve";
import * as tokens from "@/app/api/v1/_operations/tokens";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(tokens.list, tokens.create);
