ALTER TABLE "core"."comparison_row" ADD COLUMN "print" text;
