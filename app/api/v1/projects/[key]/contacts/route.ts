import { serve } from "@/app/_doors/api/serve";
import * as contacts from "@/app/api/v1/_operations/contacts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(contacts.list, contacts.set);
