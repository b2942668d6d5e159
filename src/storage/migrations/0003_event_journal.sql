CREATE TABLE "event_journal" (
	"last_position" bigint PRIMARY KEY NOT NULL,
	"execution_id" text NOT NULL,
	"deliverable_type" text NOT NULL,
	"first_seq" integer NOT NULL,
	"last_seq" integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX "event_journal_by_execution" ON "event_journal" USING btree ("execution_id","last_seq");--> statement-breakpoint
CREATE INDEX "event_journal_by_type" ON "event_journal" USING btree ("deliverable_type","last_position");--> statement-breakpoint
-- Enters that the events of these executions are known up to these seqs; returns the last position. What is known already
-- is not entered again. One process at a time: the positions are in the order of the commits, so whoever has read up to
-- one has missed nothing before it. The lock's key is the journal's own.
CREATE FUNCTION "journal_events"(ids text[], seqs integer[], types text[] DEFAULT NULL) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  place bigint;
  known integer;
BEGIN
  PERFORM pg_advisory_xact_lock(4861218);
  SELECT coalesce(max(last_position), 0) INTO place FROM event_journal;
  FOR n IN 1 .. cardinality(ids) LOOP
    SELECT coalesce(max(last_seq), 0) INTO known FROM event_journal WHERE execution_id = ids[n];
    IF seqs[n] > known THEN
      place := place + seqs[n] - known;
      INSERT INTO event_journal (last_position, execution_id, deliverable_type, first_seq, last_seq)
      VALUES (
        place, ids[n],
        coalesce(types[n], (SELECT deliverable_type FROM executions WHERE execution_id = ids[n]), ''),
        known + 1, seqs[n]
      );
    END IF;
  END LOOP;
  RETURN place;
END $$;
