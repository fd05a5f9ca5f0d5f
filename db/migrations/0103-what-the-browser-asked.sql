-- What the browser asked of us goes along into quarantine: a message sent through the door again is judged as it came. Of those that are
-- there already nobody knows; they are taken for private.
alter table quarantine
  add column asks_for_privacy boolean not null default true,
  add column ahead boolean not null default false;
alter table quarantine alter column asks_for_privacy drop default, alter column ahead drop default;
