CREATE TABLE "stream_tickets" (
	"hash" text PRIMARY KEY NOT NULL,
	"key_id" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "stream_tickets_by_expiry" ON "stream_tickets" USING btree ("expires_at");