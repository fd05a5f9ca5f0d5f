-- A message's id and a journal's entry are written for every message: to look up their workspace each time cost more than to write them.
-- The row-level policies let nobody write for a workspace that is not theirs.
alter table tracking_messages drop constraint tracking_messages_workspace_id_fkey;
alter table tracking_journal drop constraint tracking_journal_workspace_id_fkey;

-- An entry's texts now stand behind what is said of each, parted by a character that no JSON holds, instead of within one JSON value.
update tracking_journal
   set letters = (select json_agg(letter::jsonb - 'text') || e'\x1e' || string_agg(letter ->> 'text', e'\x1e') from json_array_elements(letters::json) letter);

-- Takes in messages of which every one is good and new, in one journey: as a statement of its own it is a transaction too, and sees the
-- workspace it names. One that was seen before fails it whole, by the key of tracking_messages.
create function take_into_journal(workspace uuid, writer uuid, moment timestamptz, entry uuid, stamps json, texts text) returns void
  language plpgsql as $$
declare messages bigint;
begin
  perform set_config('samspil.workspace', workspace::text, true);
  -- In the order of the ids, so that two transactions with the same ones wait for each other and never in a circle.
  insert into tracking_messages (workspace_id, message_id, payload_hash, received_at)
    select workspace, "messageId", "payloadHash", moment from json_to_recordset(stamps) as s("messageId" text, "payloadHash" text)
     order by "messageId";
  get diagnostics messages = row_count;
  insert into tracking_ledger as l (workspace_id, write_key_id, day, received, accepted, duplicate, quarantined, refused, last_at)
    values (workspace, writer, (moment at time zone 'UTC')::date, messages, messages, 0, 0, 0, moment)
    on conflict (workspace_id, write_key_id, day) do update
      set received = l.received + excluded.received, accepted = l.accepted + excluded.accepted, last_at = greatest(l.last_at, excluded.last_at);
  insert into tracking_journal (workspace_id, id, write_key_id, letters, taken_at) values (workspace, entry, writer, texts, moment);
  perform pg_notify('samspil_journal', workspace::text);
end $$;
