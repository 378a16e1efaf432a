ALTER TABLE "core"."department_grant" ADD COLUMN "revoked_at" timestamp with time zone;
