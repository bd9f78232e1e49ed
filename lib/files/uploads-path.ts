/** Where uploads are received (tus 1.0); an upload's own address ends with its id. Alone here, because browsers read it too. */
export const uploadsPath = "/api/v1/uploads";
