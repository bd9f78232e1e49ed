import { serve } from "@/app/_doors/api/serve";
import * as operations from "@/app/api/v1/_operations/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(operations.get);
