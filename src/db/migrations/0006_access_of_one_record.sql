ALTER TABLE "core"."access_entry" ADD COLUMN "record_id" uuid;
--> statement-breakpoint
ALTER TABLE "core"."access_entry" ADD COLUMN "fields" text[];
--> statement-breakpoint
ALTER TABLE "core"."access_entry" ADD COLUMN "note" text;
