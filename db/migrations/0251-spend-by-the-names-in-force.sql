-- What the workspace's channel rules call the road that was paid for; null where no rule says otherwise than what was told. What was told
-- stays, so that the same file is found again and new rules can be applied to the past.
alter table spend
  add column named_channel text,
  add column named_source text,
  add column named_campaign text;
