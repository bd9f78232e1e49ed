-- A mail that says of an item that it ends.
ALTER TABLE "outgoing_mail" ADD COLUMN "item_id" uuid;