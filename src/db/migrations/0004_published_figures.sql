CREATE TABLE "core"."published_release" (
	"id" uuid PRIMARY KEY NOT NULL,
	"table_id" text NOT NULL,
	"as_of" date NOT NULL,
	"computed_at" timestamp with time zone NOT NULL,
	"threshold" smallint NOT NULL,
	"cell_count" integer NOT NULL,
	"hidden_count" integer NOT NULL,
	CONSTRAINT "published_release_table_id_as_of_unique" UNIQUE("table_id","as_of"),
	CONSTRAINT "published_release_counts" CHECK ("core"."published_release"."threshold" > 1 and "core"."published_release"."hidden_count" between 0 and "core"."published_release"."cell_count")
);
--> statement-breakpoint
CREATE TABLE "core"."published_cell" (
	"release_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"place_code" text NOT NULL,
	"place_valid_from" date NOT NULL,
	"first_code" text,
	"second_code" text,
	"third_code" text,
	"value" integer,
	CONSTRAINT "published_cell_release_id_position_pk" PRIMARY KEY("release_id","position"),
	CONSTRAINT "published_cell_value" CHECK ("core"."published_cell"."value" >= 0)
);
--> statement-breakpoint
ALTER TABLE "core"."published_cell" ADD CONSTRAINT "published_cell_release_id_published_release_id_fk" FOREIGN KEY ("release_id") REFERENCES "core"."published_release"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "published_cell_place_code_release_id_index" ON "core"."published_cell" USING btree ("place_code","release_id");
