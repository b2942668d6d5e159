ALTER TABLE "event_segments" DROP CONSTRAINT "event_segments_execution_id_first_seq_pk";--> statement-breakpoint
ALTER TABLE "event_segments" ADD CONSTRAINT "event_segments_execution_id_first_seq_last_seq_pk" PRIMARY KEY("execution_id","first_seq","last_seq");--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "act" text;--> statement-breakpoint
ALTER TABLE "event_segments" ADD COLUMN "stored_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_entries_of_acts" ON "audit_entries" USING btree ("execution_id","act") WHERE act IS NOT NULL;