-- A hash of 256 random bits is found by an index; a key of its own, without its workspace, it needs no more than other secrets do.
alter table calendar_feeds drop constraint calendar_feeds_token_hash_key;
create index calendar_feeds_by_hash on calendar_feeds (token_hash);
