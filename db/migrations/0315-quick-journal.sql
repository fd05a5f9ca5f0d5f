-- Taking in spends what it can save: ids and hashes come as lists, which cost less to read than JSON, and the worker is woken once for all
-- that is taken in within a moment, by whoever takes it in, rather than by each transaction.
drop function take_into_journal(uuid, uuid, timestamptz, uuid, json, text);

-- Takes in messages of which every one is good and new, in one journey: as a statement of its own it is a transaction too, and sees the
-- workspace it names. One that was seen before fails it whole, by the key of tracking_messages.
create function take_into_journal(workspace uuid, writer uuid, moment timestamptz, entry uuid, ids text[], hashes text[], texts text) returns void
  language plpgsql as $$
declare messages bigint := cardinality(ids);
begin
  perform set_config('samspil.workspace', workspace::text, true);
  -- In the order of the ids, so that two transactions with the same ones wait for each other and never in a circle.
  insert into tracking_messages (workspace_id, message_id, payload_hash, received_at)
    select workspace, id, hash, moment from unnest(ids, hashes) as stamps(id, hash) order by id;
  insert into tracking_ledger as l (workspace_id, write_key_id, day, received, accepted, duplicate, quarantined, refused, last_at)
    values (workspace, writer, (moment at time zone 'UTC')::date, messages, messages, 0, 0, 0, moment)
    on conflict (workspace_id, write_key_id, day) do update
      set received = l.received + excluded.received, accepted = l.accepted + excluded.accepted, last_at = greatest(l.last_at, excluded.last_at);
  insert into tracking_journal (workspace_id, id, write_key_id, letters, taken_at) values (workspace, entry, writer, texts, moment);
end $$;
